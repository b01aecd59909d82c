# The words of the default theme, in Norwegian bokmål.
# Every text may mention { $title }, the portal's name, and { $seller }, who sells.

## Every page

skip-link = Hopp til innholdet
title-with-errors = Feil i skjemaet:
menu-button = Meny
menu-label = Hovedmeny
menu-sign-in = Logg inn
menu-sign-out = Logg ut
menu-member-home = Medlemssiden
menu-account = Medlemskapet
trail-label = Du er her
trail-month = Nivå { $number }, { $month }
footer-label = Om siden
footer-withdraw = Angre kjøp
footer-organisation = Org.nr. { $number }
footer-sample = Dette er en eksempelportal. Selgeren finnes ikke, og ingenting her kan kjøpes.

## Links

link-home = Gå til forsiden
link-sales = Se hva et medlemskap er
link-waitlist = Sett deg på ventelisten
link-sign-in = Gå til innloggingen
link-contact = Skriv til oss
link-lesson = Tilbake til leksjonen
link-member-home = Gå til medlemssiden
link-account = Se medlemskapet ditt
link-try-again = Prøv en gang til
link-review = Tilbake til bestillingen
privacy-link = Slik bruker vi adressen din.
terms-link = Les kjøpsvilkårene
terms-link-new-tab = Les kjøpsvilkårene (åpnes i ny fane)
withdrawal-link = Mer om angrerett
withdrawal-link-new-tab = Mer om angrerett (åpnes i ny fane)

## Launches and prices

eyebrow-none = Salget er stengt mellom rundene
eyebrow-waitlist = Åpner { $date }
eyebrow-waitlist-seats = Åpner { $date } med { $count ->
    [one] én plass
   *[other] { $count } plasser
 }
eyebrow-open = Åpent til { $moment }
eyebrow-all-held = Alle plassene er holdt av
eyebrow-sold-out = Alle plassene er tatt
eyebrow-closed = Runden er over

fact-opens = Åpner
fact-closes = Stenger
fact-closed = Stengte
fact-seats = Plasser
fact-sold-out = Alle er tatt
fact-all-held = Alle er holdt av akkurat nå
fact-held-until = Alle er holdt av, senest til { $moment }
fact-free = Ledige plasser
until-opens = Åpner om
until-closes = Stenger om
unit-days = { $count ->
    [one] dag
   *[other] dager
 }
unit-hours = { $count ->
    [one] time
   *[other] timer
 }
unit-minutes = { $count ->
    [one] minutt
   *[other] minutter
 }
seat-count = { $count ->
    [one] Én plass
   *[other] { $count } plasser
 }
seats-left = { $count ->
    [0] Ingen ledige akkurat nå
    [one] Én ledig nå
   *[other] { $count } av { $seats } ledige nå
 }

per-interval = { $interval ->
    [year] i året
    [once] én gang
   *[other] i måneden
 }
price-per = { $interval ->
    [year] { $price } i året
    [once] { $price } én gang
   *[other] { $price } i måneden
 }
promise = { $interval ->
    [year] { $price } i året så lenge du er medlem.
    [once] { $price } én gang, og medlemskapet er ditt for godt.
   *[other] { $price } i måneden så lenge du er medlem.
 }
promise-later = Nye medlemmer betaler { $price } fra { $month }.
promise-later-per = { $interval ->
    [year] Nye medlemmer betaler { $price } i året fra { $month }.
    [once] Nye medlemmer betaler { $price }, én gang, fra { $month }.
   *[other] Nye medlemmer betaler { $price } i måneden fra { $month }.
 }
promise-back = { $days ->
    [one] Slutter du og kommer tilbake innen én dag, beholder du prisen.
   *[other] Slutter du og kommer tilbake innen { $days } dager, beholder du prisen.
 }
offer-levels = Gjelder nivå { $levels }.
ordinary-price = { $interval ->
    [once] Vanlig pris. Du betaler én gang, og medlemskapet er ditt for godt.
   *[other] Vanlig pris. Hvis den endres, får du vite det i god tid før du betaler den nye.
 }
other-offers = Noen grupper har en egen pris. Hører du til en av dem, ser du den når salget er åpent.
other-offers-open = Noen grupper har en egen pris. Hører du til en av dem, får du den gjennom lenken vi sender deg.

panel-none-title = Ingen runde akkurat nå
panel-none-lead = Neste runde er ikke kunngjort ennå. De som står på ventelisten, får vite det først.

landing-to-offers = Se prisene og bli med
landing-open-small = Du kan si opp når du vil, og du har 14 dagers angrerett.
landing-open-title = Det er åpent nå
landing-open-lead = Du kan bli medlem til { $moment }. Etterpå stenger vi til neste runde.

offers-open-title = Dette koster det
offers-open-lead = Prisen er det du betaler i alt. Det kommer ingenting i tillegg.
offers-proven-title = Din pris
offers-proven-lead = Dette gjelder for { $email }. Når du går videre, holder vi av en plass til deg mens du betaler.
offers-waitlist-title = Prisen når vi åpner
offers-waitlist-lead = Du kan ikke kjøpe ennå. Står du på ventelisten, får du en e-post når det åpner.
offers-all-held-title = Alle plassene er holdt av akkurat nå
offers-all-held-lead = Noen er i ferd med å betale for de siste plassene. En plass som ikke blir betalt, blir ledig igjen.
offers-held-until = Senest { $moment } er plassene som er holdt av nå, enten betalt eller ledige.
offers-live-link = Se hvordan det står til nå
offers-kept-title = Prisen din venter på deg
offers-kept-lead = Du var grunnlegger, og du kan komme tilbake til prisen du hadde.
offers-sold-out-title = Alle plassene er tatt
offers-sold-out-lead = Denne runden er fylt opp. Sett deg på ventelisten, så hører du fra oss når neste runde åpner.
offers-closed-title = Salget er stengt
offers-closed-lead = Vi åpner i korte runder. Sett deg på ventelisten, så hører du fra oss når neste runde åpner.
offers-none-for-you = Det er ingen tilbud for adressen din i denne runden.
offers-small = Prisene inkluderer alle avgifter.
offer-submit = { $interval ->
    [year] Bli medlem for { $price } i året
    [once] Bli medlem for { $price }, én gang
   *[other] Bli medlem for { $price } i måneden
 }
offer-small = { $interval ->
    [once] Du betaler én gang. 14 dagers angrerett.
   *[other] Ingen bindingstid. 14 dagers angrerett.
 }

state-ready = Klart:
state-later = Kommer:
sales-levels-title = Nivåene
sales-faq-title = Før du bestemmer deg

## Forms

email-label = E-postadressen din
required-hint = Må fylles ut
consent-waitlist = Ja, { $seller } kan sende meg e-post om når { $title } åpner, og om tilbud på medlemskap. Jeg kan melde meg av når som helst.
waitlist-page-title = Sett deg på ventelisten
waitlist-page-lead = Du får én e-post der du bekrefter adressen. Så hører du fra oss når neste runde åpner.
waitlist-submit = Sett meg på ventelisten
waitlist-small = Ingenting skjer før du har bekreftet. Det er gratis og forplikter deg ikke til noe.
trap-label = La dette feltet stå tomt
ask-title = Få lenken til kjøpet
ask-lead = Skriv adressen din, så sender vi deg en lenke til kjøpet.
ask-other-offers = Noen grupper har en egen pris. Hører du til en av dem, får du den gjennom den samme lenken.
ask-submit = Send meg lenken til kjøpet
ask-why = Lenken gjør at ingen andre kan holde av plassene, og at prisen følger adressen din.
ask-opened = Har du alt åpnet lenken i denne nettleseren?
ask-opened-link = Se prisen din.
sign-in-title = Logg inn
sign-in-lead = Skriv e-postadressen du er medlem med, så sender vi deg en lenke. Du trenger ikke noe passord.
sign-in-submit = Send meg lenken
sign-in-small = Lenken virker én gang og varer i et kvarter.
sign-in-not-member = Er du ikke medlem ennå?
sign-in-code-title = Leser du e-posten på en annen enhet?
sign-in-code-lead = Skriv koden på seks sifre fra e-posten, så er du inne her.
sign-in-again = Be om en ny lenke
code-label = Kode
code-submit = Logg meg inn
sessions-title = Enheter du er logget inn på
sessions-lead = Kjenner du ikke igjen en enhet, så logg den ut. Ingen andre ser denne listen.
session-unknown = Ukjent enhet
session-here = Denne enheten
session-began = Logget inn { $moment }
session-end = Logg ut
sign-out-everywhere = Logg ut overalt
sign-out-everywhere-lead = Dette logger deg ut på alle enheter, også denne. Bruk det hvis du har mistet en enhet eller lånt bort en.

error-feedback-empty = Tilbakemeldingen mangler. Skriv hva som hjalp, eller hva du savner
error-feedback-too-long = Tilbakemeldingen er for lang. Skriv høyst { $most } tegn
error-summary = { $count ->
    [one] Rett én ting, og send på nytt
    [2] Rett to ting, og send på nytt
   *[other] Rett { $count } ting, og send på nytt
 }
error-email-missing = E-postadressen mangler. Skriv den inn, for eksempel kari@eksempel.no
error-email-no-at = E-postadressen mangler @ med et navn foran, som i kari@eksempel.no
error-email-many-ats = E-postadressen har mer enn én @. Skriv bare én adresse, som kari@eksempel.no
error-email-ends = E-postadressen slutter ved @. Skriv også det som skal stå etter, som i kari@eksempel.no
error-email-no-domain = E-postadressen stemmer ikke etter @. Du skrev «{ $domain }». Se etter noe som mangler, som .no eller .com på slutten
error-email-bad-character = E-postadressen har et mellomrom, et punktum eller et annet tegn der det ikke kan stå. Skriv den på nytt, som kari@eksempel.no
error-email-invisible = E-postadressen har et tegn som ikke vises, slik det kan bli med når man kopierer. Skriv adressen inn for hånd
error-email-too-long = E-postadressen er for lang. Skriv en på høyst 254 tegn
error-code-form = Koden har seks sifre. Skriv den slik den står i e-posten
error-code-wrong = Koden stemmer ikke. Bruk den fra den nyeste e-posten. { $left ->
    [one] Du har ett forsøk igjen.
   *[other] Du har { $left } forsøk igjen.
 }
error-consent-missing = Samtykket mangler. Kryss av for at vi kan sende deg e-post
error-terms-missing = Kjøpsvilkårene er ikke godtatt. Kryss av for at du godtar dem
error-understood-missing = Bekreftelsen mangler. Kryss av for at du forstår hva som skjer

## Order

review-title = Se over bestillingen
review-lead = Vi holder av plassen din til { $moment }. Ingenting er betalt ennå.
review-price-changed = Prisen er endret siden du så den sist. Den er nå { $interval ->
    [year] { $price } i året
    [once] { $price }, én gang
   *[other] { $price } i måneden
 }. Se over og bestill på nytt hvis du vil ha den.
review-cancel = Ingen bindingstid. Du sier opp med en knapp på siden om medlemskapet ditt, og beholder tilgangen ut perioden du har betalt for.
review-once = Det kommer ingen flere betalinger, og det er ingenting å si opp.
review-terms = Jeg godtar kjøpsvilkårene.
review-immediate = Jeg ber om at medlemskapet begynner med en gang, før angrefristen er ute. Angrer jeg, betaler jeg for dagene jeg har vært medlem.
review-immediate-hint = Valgfritt. Krysser du ikke av, får du alt tilbake hvis du angrer.
review-withdrawal = Du har 14 dagers angrerett fra dagen etter at du bestilte.
review-submit = Bestill og betal { $price }
review-submit-small = Knappen forplikter deg til å betale { $interval ->
    [year] { $price } nå og deretter hvert år til du sier opp
    [once] { $price } nå, én gang
   *[other] { $price } nå og deretter hver måned til du sier opp
 }. Du betaler på neste side.
checkout-submit = { $interval ->
    [year] Når du betaler, forplikter du deg til { $price } nå og deretter hvert år, til du sier opp. Det er hele beløpet.
    [once] Når du betaler, forplikter du deg til { $price } nå, én gang. Det er hele beløpet.
   *[other] Når du betaler, forplikter du deg til { $price } nå og deretter hver måned, til du sier opp. Det er hele beløpet.
 }
review-give-up = Avbryt og gi fra deg plassen

order-title = Bestillingen din
order-what = Medlemskap
order-founder = Grunnlegger nummer
order-member = Medlem nummer
order-email = E-postadresse
order-price = Pris
order-tax = Herav mva. ({ $rate } %)
order-paid = Betalt
order-next = Neste betaling
order-next-value = { $price } den { $date }
order-total = Å betale nå
order-interval = { $interval ->
    [year] for det første året
    [once] én gang
   *[other] for den første måneden
 }
order-terms = Utgave av kjøpsvilkårene
order-immediate = Begynne før angrefristen er ute
order-immediate-yes = Du ba om det
order-immediate-no = Du ba ikke om det
order-withdraw = Angre kjøpet her, uten å logge inn

receipt-founder = Grunnlegger nummer { $number }
receipt-member = Medlem nummer { $number }
receipt-title = Velkommen inn
receipt-lead = Betalingen er mottatt. Kvittering og lenke til vilkårene er på vei til { $email }.
receipt-way-in-title = Slik kommer du inn
receipt-way-in-lead = Du logger inn med { $email }. Vi sender deg en lenke, og du trenger ikke noe passord.
receipt-onwards = Begynn på medlemssiden

account-title = Medlemskapet ditt
account-active = Medlemskapet løper, og medlemssidene er åpne for deg.
account-for-good = Medlemskapet er ditt for godt, og medlemssidene er åpne for deg. Det kommer ingen flere betalinger.
account-past-due = Vi har ikke fått den siste betalingen. Bytt kort, så prøver vi igjen.
account-past-due-until = Uten betaling stenger medlemssidene { $date }.
account-ending = Medlemskapet varer til { $date } og blir ikke fornyet. Du blir ikke trukket mer.
account-ended = Medlemskapet er avsluttet. Du blir ikke trukket mer.
account-disputed = Banken behandler en innsigelse mot betalingen din. Medlemssidene er stengt for deg til det er avgjort.
account-revoked = Tilgangen din er trukket tilbake. Skriv til oss hvis du vil vite hvorfor.
account-by-hand = { $seller } har lagt deg til, og du betaler ikke gjennom portalen.
account-ends = Varer til
account-card-title = Kort og kvitteringer
account-card-lead = Du bytter kort og finner kvitteringene hos betalingsleverandøren. Vi ser aldri kortnummeret ditt.
account-card-button = Bytt kort eller se kvitteringer
account-receipts-title = Kvitteringer
account-receipts-lead = Kvitteringene ligger hos betalingsleverandøren.
account-receipts-button = Se kvitteringene
account-receipt-once = Kvitteringen er e-posten du fikk da du bestilte.
account-data-title = Opplysningene om deg
account-data-lead = Du kan ta med deg alt vi vet om deg, eller be oss slette det.
account-export-link = Last ned alt
account-erase-link = Slett alt om deg
account-keep-title = Vil du bli likevel?
account-keep-lead = Du kan ta medlemskapet opp igjen før { $date }. Da fortsetter det som før, til samme pris.
account-keep-button = Ta medlemskapet opp igjen
account-cancel-title = Si opp
account-cancel-lead = Du kan si opp når du vil og trenger ikke å si hvorfor. Du ser hva det betyr, før noe skjer.
account-cancel-link = Si opp medlemskapet
account-withdraw-title = Angre kjøpet
account-withdraw-lead = Du kan angre til og med { $date }. Da avslutter vi medlemskapet og betaler deg tilbake.
account-withdraw-link = Angre kjøpet
account-back = Se hvordan du kommer tilbake
account-ledger-title = Det vi har lovet deg
account-ledger-lead = Hver gang du har kjøpt, har vi skrevet ned hva som gjaldt. Det står slik det stod den dagen.
account-ledger-founding = Grunnleggerpris
account-ledger-founding-yes = Ja, så lenge du er medlem
account-ledger-founding-no = Nei
account-ledger-launch = Runde

cancel-title = Si opp medlemskapet
cancel-lead = Medlemssidene er åpne for deg til { $date }. Etter det slutter medlemskapet, og du blir ikke trukket mer.
cancel-lead-now = Den siste betalingen har ikke kommet, så medlemskapet slutter med en gang. Da stenger medlemssidene, og du blir ikke trukket mer.
cancel-price = Du gir fra deg grunnleggerprisen din: { $interval ->
    [year] { $price } i året
    [once] { $price } én gang
   *[other] { $price } i måneden
 }.
cancel-back = { $days ->
    [one] Kommer du tilbake innen én dag etter at medlemskapet er slutt, får du den igjen.
   *[other] Kommer du tilbake innen { $days } dager etter at medlemskapet er slutt, får du den igjen.
 }
cancel-undo = Ombestemmer du deg, kan du ta medlemskapet opp igjen helt til det slutter.
cancel-button = Ja, si opp
cancel-stay = Nei, behold medlemskapet

erase-title = Slett alt om deg
erase-lead = Vi sletter alt vi vet om { $email }, for godt. Det kan ikke gjøres om.
erase-goes = Dette blir borte
erase-goes-you = Adressen din, enhetene du er logget inn på, og plassen din på ventelisten.
erase-goes-work = Det du har krysset av, og det du har skrevet om leksjonene.
erase-goes-membership = Medlemskapet og prisen du ble lovet. Du blir ikke trukket mer og får ingenting tilbake.
erase-stays = Dette må vi beholde
erase-stays-books = Regnskapet, og hva du ble lovet for pengene, uten adressen din.
erase-stays-code = En kode som gjør at vi ikke skriver til deg, hvis du har bedt om det.
erase-withdraw = Vil du angre kjøpet og få pengene tilbake, må du gjøre det først, og senest { $date }.
erase-understood = Jeg forstår at medlemskapet slutter med en gang, og at dette ikke kan gjøres om.
erase-button = Slett alt om meg
erase-stay = Nei, ikke slett noe

withdraw-title = Angre kjøp
withdraw-lead = Skriv e-postadressen du er medlem med. Du får en e-post med en knapp, og der ser du hva du får tilbake, og bekrefter.
withdraw-today = Dagen i dag gjelder som dagen du angret, også om du leser e-posten senere. Du trenger ikke å logge inn, og du trenger ikke å oppgi noen grunn.
withdraw-submit = Send meg e-posten
withdraw-otherwise = Du kan også skrive til oss. Da holder det at du sier klart fra.

withdraw-confirm-title = Vil du angre kjøpet?
withdraw-confirm-lead = Se over, og bekreft. Ingenting skjer før du trykker på knappen.
withdraw-confirm-bought = Bestilt
withdraw-confirm-asked = Du sa fra
withdraw-confirm-until = Siste dag for å angre
withdraw-confirm-back = Du får tilbake
withdraw-confirm-nothing = Ingenting
withdraw-confirm-full = Det er alt du har betalt.
withdraw-confirm-part = Du ba om at medlemskapet skulle begynne før angrefristen var ute. Derfor betaler du for dagene fram til du sa fra, og får resten tilbake.
withdraw-confirm-none = Du ba om at medlemskapet skulle begynne før angrefristen var ute, og tiden du har betalt for, er brukt.
withdraw-confirm-money = Pengene kommer dit du betalte fra, senest innen 14 dager.
withdraw-confirm-ends = Medlemskapet slutter med en gang, og medlemssidene stenger.
withdraw-confirm-button = Bekreft at du angrer
withdraw-confirm-stay = Nei, behold kjøpet

## Levels, lessons, articles

level-number = Nivå { $number }
level-in-progress = Under arbeid
level-teased-title = Noe av det du lærer
level-join-title = Vil du være med?
level-join-lead = Nivåene er åpne for medlemmer. Se hva som er klart, og når du kan bli med.
lesson-count = { $count ->
    [one] Én leksjon
   *[other] { $count } leksjoner
 }
lesson-number = Leksjon { $number } av { $count }
lesson-list-label = Leksjoner
lesson-list-title = Leksjoner i { $month }
lesson-opens = Kommer { $date }
toc-title = Innhold
reading-minutes = { $count ->
    [one] Ett minutts lesing
   *[other] { $count } minutters lesing
 }
task-count = { $count ->
    [one] Én oppgave
   *[other] { $count } oppgaver
 }
ticks-save = Lagre det jeg har krysset av
ticks-see = Se oppgavene på en egen side
ticks-kept = Lagret. Du finner det igjen på de andre enhetene dine.
ticks-failed = Krysset ble ikke lagret. Sjekk at du er på nett, og prøv igjen.
ticks-unread = Vi fikk ikke hentet det du har krysset av før. Det er ikke borte.
tasks-title = Oppgavene dine
tasks-lead = Kryss av det du har gjort, og lagre. Du finner det igjen på alle enhetene dine.
tasks-saved = Lagret. Slik står det nå.
tasks-left = { $left ->
    [0] Alt er gjort.
    [one] Én oppgave igjen.
   *[other] { $left }{ "\u00A0" }oppgaver igjen.
 }
tasks-submit = Lagre
feedback-title = Si hva du synes
feedback-label = Hva hjalp, og hva mangler?
feedback-most = Inntil { $most } tegn. { $seller } leser alt, og ser at det er du som skriver.
feedback-submit = Send
downloads-title = Til nedlasting
pager-label = Forrige og neste leksjon
pager-previous = Forrige
pager-next = Neste
home-first = Velkommen inn
home-again = Velkommen tilbake
home-go-on = Fortsett der du slapp
home-begin = Begynn her
home-go-on-button = Fortsett
home-begin-button = Begynn
home-ticked = { $ticked } av { $tasks } oppgaver gjort
home-levels = Nivåene dine
home-counted = { $counted ->
    [0] Ingen oppgaver ennå.
   *[other] { $done } av { $counted } leksjoner gjort.
 }
home-done = Fullført
home-here = Du er her
home-opens = Åpner { $date }
home-not-yours = Ikke i medlemskapet ditt
home-new = Nytt siden sist
faq-title = Spørsmål vi ofte får
articles-lead = Her er alle artiklene, de nyeste først.
articles-none = Her kommer det artikler.
levels-lead = Se hva du lærer på hvert nivå, og hva som er klart.
topics-label = Temaer
topics-all = Alle
topic-title = Artikler om { $topic }
topic-lead = Alt vi har skrevet om { $topic }.
article-onwards-title = Vil du øve sammen med oss?
article-onwards-link = Se hva { $title } er
article-related-title = Les videre

locked-title = Denne siden er for medlemmer
locked-sign-in-title = Er du medlem?
locked-join-title = Er du ikke medlem?
way-in-open = Salget er åpent til { $moment }. Blir du medlem, kan du lese videre her.
way-in-waitlist = Neste runde åpner { $date }. På ventelisten får du vite når det skjer.
way-in-closed = Salget er stengt mellom rundene. På ventelisten får du vite når det åpner igjen.
locked-other-title = Du er logget inn
locked-other-lead = Medlemskapet ditt gir ikke tilgang til denne siden. Det du har tilgang til, finner du på medlemssiden.
locked-opens = Denne delen åpner for deg { $date }.

## Blocks in texts

callout-note = Merk
callout-tip = Tips
callout-important = Viktig
callout-warning = Pass på
callout-caution = Vær forsiktig
countdown-opens = { $launch } åpner
countdown-closes = { $launch } stenger
event-until = til
event-calendar = Legg i kalenderen
seats-unlimited = Det er ikke noe tak på antall plasser.
seats-from = fra { $date }
seats-live-link = Se hvor mange som er ledige nå
transcript-title = Les det som blir sagt
video-play = Spill av fra { $host }
video-at-host = Se den hos { $host }

## Notices

waitlist-sent-title = Se i innboksen din
waitlist-sent-lead = Hvis adressen kan settes på listen, får du nå en e-post. Trykk på lenken i den for å bekrefte. Finner du den ikke, så se i søppelposten. Står du på listen fra før, kommer det ingen.
waitlist-confirm-title = Bekreft plassen på ventelisten
waitlist-confirm-lead = Ett trykk til, så står du på listen. Du får en e-post når neste runde åpner.
waitlist-confirm-button = Ja, sett meg på listen
waitlist-confirmed-title = Du står på ventelisten
waitlist-confirmed-lead = Vi sender deg en e-post når neste runde åpner. Du trenger ikke å gjøre noe mer.
waitlist-leave-title = Vil du gå av ventelisten?
waitlist-leave-lead = Da får du ikke flere e-poster om når vi åpner.
waitlist-leave-button = Ja, ta meg av listen
waitlist-left-title = Du er tatt av ventelisten
waitlist-left-lead = Du får ikke flere e-poster om når vi åpner. Ombestemmer du deg, er du velkommen tilbake.
offer-sent-title = Se i innboksen din
offer-sent-lead = Hvis adressen kan ta imot e-post fra oss, kommer det nå en lenke til kjøpet. Finner du den ikke, så se i søppelposten.
offer-open-title = Se prisen din
offer-open-lead = Her går du videre til prisene som gjelder for e-postadressen din. Du kjøper ingenting ennå.
offer-open-button = Vis prisene mine
sign-in-sent-title = Se i innboksen din
sign-in-sent-lead = Hvis adressen hører til et medlemskap, kommer det nå en lenke på e-post. Den virker i et kvarter. Finner du den ikke, så se i søppelposten.
sign-in-open-title = Logg inn
sign-in-open-lead = Trykk på knappen, så er du inne på denne enheten.
sign-in-open-button = Logg meg inn
signed-out-title = Du er logget ut
signed-out-lead = Velkommen tilbake når du vil.
link-expired-title = Lenken virker ikke lenger
link-expired-lead = Den er brukt, for gammel eller ikke kopiert i sin helhet. Be om en ny der du ba om denne. Ville du melde deg av, så skriv til oss. Adressen står nederst på siden.
seats-held-title = Alle de ledige plassene er holdt av akkurat nå
seats-held-lead = Noen er i ferd med å betale. Avbryter de, blir plassen ledig igjen. Prøv på nytt om noen minutter. Du kan også sette deg på ventelisten, så hører du når neste runde åpner.
sold-out-title = Alle plassene er tatt
sold-out-lead = Runden er fylt opp. Sett deg på ventelisten, så får du vite når neste runde åpner.
not-open-title = Salget er ikke åpnet ennå
not-open-lead = Sett deg på ventelisten, så får du en e-post når det åpner.
launch-closed-title = Runden er over
launch-closed-lead = Salget er stengt. Sett deg på ventelisten, så får du vite når neste runde åpner.
hold-expired-title = Plassen er ikke lenger holdt av
hold-expired-lead = Tiden gikk ut før betalingen var ferdig, så plassen ble ledig igjen. Du har ikke betalt noe. Du kan begynne på nytt hvis det er plasser igjen.
already-member-title = Du er allerede medlem
already-member-lead = Det finnes et medlemskap på adressen din. Logg inn for å bruke det.
checkout-cancelled-title = Du har ikke betalt ennå
checkout-cancelled-lead = Vi holder fortsatt av plassen din en liten stund, til { $interval ->
    [year] { $price } i året
    [once] { $price }, én gang
   *[other] { $price } i måneden
 }. Du kan gå tilbake til bestillingen og betale derfra.
checkout-waiting-title = Vi venter på svar om betalingen
checkout-waiting-lead = Det tar som regel noen sekunder. Siden spør igjen av seg selv, så du kan la den stå åpen. Du får også en e-post når alt er i orden, og du trenger ikke å betale en gang til.
checkout-paid-title = Betalingen er mottatt
checkout-paid-lead = Kvitteringen er på vei til deg på e-post. Logg inn med den e-postadressen, så er du inne.
paid-twice-title = Du får denne betalingen tilbake
paid-twice-lead = Det finnes et medlemskap på adressen din fra før, og det står som det var. Pengene går tilbake av seg selv, dit du betalte fra. Du trenger ikke å gjøre noe.
gave-up-title = Plassen er ledig igjen
gave-up-lead = Du har ikke betalt noe. Ombestemmer du deg, kan du begynne på nytt så lenge det er plasser igjen.
withdraw-sent-title = Se i innboksen din
withdraw-sent-lead = Hvis adressen hører til et medlemskap, kommer det nå en e-post med en knapp. Bekreft der. Dagen i dag gjelder som dagen du angret, også om du leser e-posten senere. Kommer det ingenting, så se i søppelposten, eller skriv til oss.
withdrawn-title = Kjøpet er angret
withdrawn-lead = Medlemskapet er avsluttet, og du blir ikke trukket mer. Kvitteringen er på vei til deg på e-post, og i den står det hva du får tilbake. Pengene kommer dit du betalte fra, senest innen 14 dager.
withdrawn-already-title = Kjøpet er angret fra før
withdrawn-already-lead = Medlemskapet er avsluttet, og du blir ikke trukket mer. Kvitteringen fikk du på e-post da du angret, og i den står det hva du får tilbake. Finner du den ikke, så skriv til oss. Adressen står nederst på siden.
erased-title = Vi sletter deg nå
erased-lead = Du er logget ut, og om noen minutter er alt slettet. Du får én e-post til, og så ikke flere.
withdraw-too-late-title = Kjøpet kan ikke angres lenger
withdraw-too-late-lead = Enten er angrefristen ute, eller så er medlemskapet avsluttet fra før eller ikke kjøpt her. Vil du ikke være medlem lenger, kan du si opp når du vil. Mener du at dette er feil, så skriv til oss. Adressen står nederst på siden.
access-ended-title = Medlemskapet er avsluttet
access-ended-lead = Perioden du hadde betalt for, var over { $date }. Derfor er medlemssidene stengt for deg.
access-ended-lead-early = Medlemskapet ditt er avsluttet, så medlemssidene er stengt for deg.
access-ended-back = Vil du tilbake?
access-kept = Kommer du tilbake før { $moment }, beholder du prisen din: { $interval ->
    [year] { $price } i året
    [once] { $price } én gang
   *[other] { $price } i måneden
 }.
access-kept-button = Kom tilbake til prisen min
access-ended-wrong = Stemmer ikke dette?
access-lapsed-title = Vi har ikke fått betalingen
access-lapsed-lead = Medlemskapet skulle ha blitt fornyet, men betalingen har ikke kommet. Derfor er medlemssidene stengt for deg.
access-lapsed-do = Bytt kort, så prøver betalingsleverandøren igjen. Når betalingen er kommet, åpner sidene igjen, og du beholder prisen din.
access-lapsed-button = Bytt kort
access-lapsed-help = Trenger du hjelp?
access-disputed-title = Vi venter på banken din
access-disputed-lead = Banken behandler en innsigelse mot betalingen for medlemskapet ditt. Medlemssidene er stengt for deg til det er avgjort.
access-disputed-do = Er det en misforståelse, så skriv til oss. Da finner vi ut av det sammen.
access-revoked-title = Tilgangen din er trukket tilbake
access-revoked-lead = Du kommer ikke inn på medlemssidene. Skriv til oss hvis du vil vite hvorfor, eller mener at det er en feil.
code-expired-title = Koden gjelder ikke lenger
code-expired-lead = Den er for gammel, brukt, prøvd for mange ganger eller laget for en annen nettleser. Be om en ny. Lenken i e-posten virker fortsatt hvis den er yngre enn et kvarter og ikke er brukt.
busy-title = Det er mange her akkurat nå
busy-lead = Så mange er her på en gang at vi ikke rakk å svare deg. Ingenting er gått tapt. Vent noen sekunder, gå tilbake og prøv en gang til.
too-many-title = For mange forsøk
too-many-lead = Det har kommet uvanlig mange forsøk fra nettet du er på. Vent til neste hele time, og prøv igjen.
no-access-title = Siden åpner seg ikke ennå
no-access-lead = Du har tilgang, men det kan ta noen sekunder før det er ordnet overalt. Vent litt, og prøv igjen.
feedback-thanks-title = Takk for at du skrev
feedback-thanks-lead = Det er lagret, og { $seller } leser det. Slik blir neste måned bedre.
not-open-to-you-title = Leksjonen er ikke åpen for deg nå
not-open-to-you-lead = Logg inn igjen, eller se om medlemskapet ditt fortsatt løper. Det du har krysset av før, er ikke borte.
too-large-title = Skjemaet var for stort
too-large-lead = Det du sendte, var lengre enn vi kan ta imot. Gjør det kortere og prøv igjen.
bad-request-title = Vi forsto ikke det du sendte
bad-request-lead = Gå tilbake, last siden på nytt og prøv igjen.
not-utf8-title = Noen av tegnene kunne ikke leses
not-utf8-lead = Gå tilbake, skriv teksten på nytt og prøv igjen.
wrong-method-title = Denne adressen kan ikke åpnes slik
wrong-method-lead = Den tar bare imot skjemaer. Gå til forsiden og begynn derfra.
foreign-origin-title = Skjemaet kom fra et annet nettsted
foreign-origin-lead = For din sikkerhet tar vi bare imot skjemaer fra våre egne sider. Åpne siden hos oss og prøv igjen.
search-title = Søk
search-label = Hva leter du etter?
search-submit = Søk
search-no-script = Søket trenger JavaScript.
search-articles = Se alle artiklene
search-none = Vi fant ingenting. Prøv med et annet ord.
search-found = { $count ->
    [one] Ett treff
   *[other] { $count } treff
 }
search-failed = Søket svarer ikke akkurat nå. Prøv igjen om litt.
moved-title = Siden er flyttet
moved-lead = Du blir sendt videre. Skjer det ikke, kan du bruke lenken.
moved-link = Gå til siden
not-found-title = Vi finner ikke siden
not-found-lead = Adressen kan være skrevet feil, eller siden kan være flyttet.
broken-title = Noe gikk galt hos oss
broken-lead = Det er ikke din feil. Vent litt og prøv igjen. Hjelper det ikke, så skriv til oss. Adressen står nederst på siden.

## Mails

mail-link-instead = Virker ikke knappen? Kopier denne adressen inn i nettleseren:
mail-code = Leser du dette på en annen enhet? Skriv denne koden der du ba om å logge inn:
mail-unsubscribe = Meld meg av disse e-postene
mail-waitlist-confirm-subject = Bekreft plassen på ventelisten til { $title }
mail-waitlist-confirm-lead = Noen, forhåpentligvis du, skrev adressen din på ventelisten til { $title }. Åpne lenken og trykk på knappen der, så står du på listen.
mail-waitlist-confirm-button = Bekreft plassen
mail-waitlist-confirm-small = Var det ikke du? Da trenger du ikke å gjøre noe. Uten bekreftelse hører du ikke mer fra oss.
mail-waitlist-welcome-subject = Du står på ventelisten til { $title }
mail-waitlist-welcome-lead = Takk for at du vil vite når vi åpner. Du får en e-post når det åpner, og du bestemmer deg først da.
mail-waitlist-welcome-button = Se hva { $title } er
mail-waitlist-welcome-small = Du får denne e-posten fordi du bekreftet plassen på ventelisten. Du kan melde deg av når som helst.
mail-offer-link-subject = Lenken din til { $title }
mail-offer-link-lead = Her er lenken til kjøpet. Den viser prisen som gjelder for adressen din. Du kjøper ingenting før du selv bestiller.
mail-offer-link-button = Gå til kjøpet
mail-offer-link-small = Lenken er personlig, så ikke send den videre. Har du ikke bedt om den, kan du se bort fra denne e-posten.
mail-price = { $interval ->
    [year] { $title }: { $price } i året
    [once] { $title }: { $price } én gang
   *[other] { $title }: { $price } i måneden
 }
mail-closes = Det er åpent til { $moment }.
mail-announce-opening-subject = { $title } er åpen
mail-announce-opening-lead = { $launch } er åpen nå. Lenken viser prisen som gjelder for adressen din. Du kjøper ingenting før du selv bestiller.
mail-announce-opening-button = Se tilbudet ditt
mail-announce-opening-small = Lenken er personlig og virker til runden stenger, så ikke send den videre. Du får e-posten fordi du står på ventelisten eller en av e-postlistene våre.
mail-announce-reminder-subject = { $title } er fortsatt åpen noen dager
mail-announce-reminder-lead = { $launch } nærmer seg slutten. Vil du være med, finner du tilbudet ditt bak lenken. Passer det ikke nå, kan du vente til en senere runde.
mail-announce-reminder-button = Se tilbudet ditt
mail-announce-reminder-small = Lenken er personlig og virker til runden stenger, så ikke send den videre. Du får e-posten fordi du står på ventelisten eller en av e-postlistene våre.
mail-announce-last-call-subject = { $title } stenger snart
mail-announce-last-call-lead = Dette er den siste e-posten før { $launch } stenger. Etterpå er det stengt til neste runde.
mail-announce-last-call-button = Se tilbudet ditt
mail-announce-last-call-small = Lenken er personlig og virker til runden stenger, så ikke send den videre. Du får e-posten fordi du står på ventelisten eller en av e-postlistene våre.
mail-announce-closed-subject = { $title } er stengt nå
mail-announce-closed-lead = { $launch } er over. Står du på ventelisten, blir du stående og hører fra oss når vi åpner igjen. Ellers kan du sette deg på den nå.
mail-announce-closed-button = Gå til ventelisten
mail-announce-closed-small = Vil du ikke høre mer fra oss, kan du melde deg av.
mail-sign-in-subject = Logg inn på { $title }
mail-sign-in-lead = Åpne lenken og trykk på knappen der, så er du inne. Lenken virker én gang og varer i et kvarter.
mail-sign-in-button = Logg inn
mail-sign-in-small = Har du ikke bedt om å logge inn? Da kan du se bort fra denne e-posten. Ingen kommer inn uten lenken.
mail-order-subject = Velkommen til { $title }: bekreftelse på bestillingen
mail-order-lead = Takk for at du ble med. Betalingen er mottatt, og medlemssidene er åpne for deg. Ta vare på denne e-posten. Den er kvitteringen din.
mail-order-button = Gå til medlemssiden
mail-order-small = Du logger inn med denne e-postadressen. Du trenger ikke noe passord.
mail-paid-twice-subject = Du får en betaling til { $title } tilbake
mail-paid-twice-lead = Det finnes et medlemskap på adressen din fra før, og det står som det var. Betalingen du nettopp gjorde, går tilbake av seg selv, dit du betalte fra.
mail-paid-twice-small = Du trenger ikke å gjøre noe. Lurer du på noe, så skriv til oss. Adressen står nederst.
mail-payment-failed-subject = Betalingen til { $title } gikk ikke gjennom
mail-payment-failed-lead = Vi fikk ikke trukket betalingen for medlemskapet ditt. Du kan lese videre til { $date }. Bytter du kort før den tid, fortsetter alt som før, og du beholder prisen din.
mail-payment-failed-button = Bytt kort
mail-payment-failed-small = Betalingsleverandøren prøver også det gamle kortet igjen. Du trenger ikke å gjøre noe hvis du har ordnet det alt.
mail-cancelled-subject = Medlemskapet i { $title } er sagt opp
mail-cancelled-lead = Medlemskapet ditt er sagt opp. Du kan lese videre til { $date }, og du blir ikke trukket mer.
mail-cancelled-button = Ta medlemskapet opp igjen
mail-cancelled-small = Ombestemmer du deg, kan du ta det opp igjen helt til det slutter. Da er alt som før, også prisen.
mail-taken-up-subject = Medlemskapet i { $title } fortsetter
mail-taken-up-lead = Så fint at du blir. Medlemskapet fortsetter som før, til samme pris. Neste betaling er { $date }.
mail-taken-up-button = Se medlemskapet ditt
mail-taken-up-small = Du kan si opp igjen når du vil, på den samme siden.
mail-ended-unpaid-subject = Medlemskapet i { $title } er avsluttet
mail-ended-unpaid-lead = Den siste betalingen kom ikke, og medlemskapet ditt er nå avsluttet. Medlemssidene er stengt for deg, og du blir ikke trukket mer.
mail-ended-unpaid-button = Se medlemskapet ditt
mail-ended-unpaid-small = Vil du tilbake, er du velkommen. Lurer du på noe, så skriv til oss. Adressen står nederst.
mail-ended-refunded-subject = Betalingen til { $title } er betalt tilbake
mail-ended-refunded-lead = Du har fått { $amount } tilbake. Derfor er medlemskapet ditt avsluttet, og medlemssidene er stengt for deg. Du blir ikke trukket mer.
mail-ended-refunded-small = Mener du at dette er en feil, så skriv til oss. Adressen står nederst.
mail-withdraw-subject = Bekreft at du angrer kjøpet i { $title }
mail-withdraw-lead = Noen, forhåpentligvis du, har bedt om å angre kjøpet av medlemskapet ditt i { $title }. Åpne lenken, så ser du hva du får tilbake, og bekrefter med en knapp.
mail-withdraw-button = Se over og bekreft
mail-withdraw-small = Lenken virker i 14 dager, og dagen du ba om den, gjelder som dagen du angret. Var det ikke du? Da trenger du ikke å gjøre noe. Uten bekreftelse står medlemskapet som før.
mail-withdrawn-subject = Kvittering på at du har angret kjøpet i { $title }
mail-withdrawn-lead = Du har gått fra avtalen om medlemskap i { $title } ({ $offer }). Vi fikk beskjeden { $moment }. Medlemskapet er avsluttet, medlemssidene er stengt, og du blir ikke trukket mer. { $minor ->
    [0] Tiden du hadde betalt for, var brukt, så det er ingenting å betale tilbake.
   *[other] Du får { $amount } tilbake, dit du betalte fra, senest 14 dager etter at du sa fra.
 }
mail-withdrawn-small = Ta vare på denne e-posten. Den er kvitteringen din på at du angret.
mail-erased-subject = Vi sletter det vi vet om deg i { $title }
mail-erased-lead = Du har bedt oss om å slette alt vi vet om deg, og det gjør vi nå. Medlemskapet er avsluttet, og du blir ikke trukket mer. Regnskapet må vi beholde, men uten adressen din.
mail-erased-small = Dette er den siste e-posten fra oss. Var det ikke du som ba om det, så svar på den med en gang.
mail-member-added-subject = Du er medlem i { $title }
mail-member-added-lead = { $seller } har lagt deg til som medlem i { $title }, og medlemssidene er åpne for deg. Velkommen inn.
mail-member-added-button = Logg inn
mail-member-added-small = Du logger inn med denne e-postadressen og trenger ikke noe passord. Kjenner du ikke til dette, så skriv til oss. Adressen står nederst.
mail-address-changed-subject = Ny e-postadresse på medlemskapet i { $title }
mail-address-changed-lead = E-postadressen på medlemskapet ditt er endret. Fra nå av logger du inn med den nye, og e-postene våre går dit. Alt annet er som før.
mail-address-changed-button = Logg inn
mail-address-changed-small = Vi skriver dette både til den gamle og den nye adressen. Har du ikke bedt om endringen, så skriv til oss med en gang. Adressen står nederst.
mail-report-late-subject = En betaling kom etter at plassen var ledig igjen
mail-report-late-lead = En kjøper betalte etter at vi hadde sluttet å holde av plassen. Kjøpet gjelder likevel. Det telles for seg, så runden kan få ett medlem mer enn den har plasser.
mail-report-late-button = Gå til { $title }
mail-report-late-small = Du trenger ikke å gjøre noe. Du får denne e-posten fordi du er selgeren.
mail-report-twice-subject = Et medlem har betalt to ganger
mail-report-twice-lead = Et medlem har betalt en gang til. Den nye betalingen er gitt tilbake av seg selv, og det den begynte på, er avsluttet. Medlemskapet står som det var, og medlemmet har fått beskjed.
mail-report-twice-button = Gå til { $title }
mail-report-twice-small = Du trenger ikke å gjøre noe. Du får denne e-posten fordi du er selgeren.
mail-report-dispute-subject = Et medlem krever en betaling tilbake gjennom banken
mail-report-dispute-lead = Et medlem har reist innsigelse mot en betaling på { $amount }. Svar på den hos betalingsleverandøren. Der står det også hvor lang frist du har. Medlemssidene er stengt for medlemmet til det er avgjort.
mail-report-dispute-small = Får du medhold, åpner sidene igjen av seg selv. Du får denne e-posten fordi du er selgeren.
mail-report-withdrawn-subject = Et medlem har angret kjøpet
mail-report-withdrawn-lead = Et medlem har brukt angreretten, og medlemskapet er avsluttet. { $minor ->
    [0] Det er ingenting å betale tilbake.
   *[other] { $amount } blir betalt tilbake av seg selv.
 }
mail-report-withdrawn-small = Du trenger ikke å gjøre noe. Medlemmet har fått kvittering. Du får denne e-posten fordi du er selgeren.
mail-report-reconciled-subject = Nattens gjennomgang av medlemskapene
mail-report-reconciled-lead = I natt ble medlemskapene sammenlignet med det betalingsleverandøren vet. { $repaired ->
    [0] Ingen måtte rettes.
    [one] Ett stod annerledes og er rettet.
   *[other] { $repaired } stod annerledes og er rettet.
 } { $count ->
    [0] Du trenger ikke å gjøre noe.
    [one] Én ting lot seg ikke rette, og du må se på den:
   *[other] { $count } ting lot seg ikke rette, og du må se på dem:
 }
mail-report-reconciled-small = Sammenligningen går hver natt. Du får denne e-posten fordi du er selgeren.

withdrawal-title = Angrerett
withdrawal-right = Du har rett til å gå fra avtalen innen 14 dager uten å oppgi noen grunn. Fristen regnes fra dagen etter at du bestilte. Er den siste dagen en lørdag, en søndag eller en helligdag, varer fristen til neste virkedag.
withdrawal-how = Vil du angre, kan du bruke lenken under, uten å logge inn. Du kan også si klart fra til { $seller } på en annen måte, for eksempel på e-post til { $email } eller i brev til { $address }. Du kan bruke skjemaet under, men du må ikke. Det er nok at du sender beskjeden før fristen er ute.
withdrawal-refund = Du får tilbake det du har betalt, senest 14 dager etter at vi fikk beskjeden, med samme betalingsmåte som du brukte. Ba du uttrykkelig om at medlemskapet skulle begynne før angrefristen var ute, kan vi trekke fra for dagene du har vært medlem.
withdrawal-form-title = Angreskjema
withdrawal-form-lead = Fyll ut og send skjemaet bare hvis du vil gå fra avtalen.
withdrawal-form-to = Til: { $seller }, { $address }, { $email }
withdrawal-form-text = Jeg gir med dette beskjed om at jeg går fra avtalen om kjøp av medlemskap i { $title }.
withdrawal-form-date = Bestilt den (dato)
withdrawal-form-name = Navnet mitt
withdrawal-form-address = Adressen min
withdrawal-form-email = E-postadressen jeg er medlem med
withdrawal-form-today = Dato
withdrawal-form-signature = Underskrift (bare hvis skjemaet sendes på papir)
