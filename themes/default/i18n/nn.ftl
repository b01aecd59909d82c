# The words of the default theme, in Norwegian nynorsk.
# Every text may mention { $title }, the portal's name, and { $seller }, who sells.

## Every page

skip-link = Hopp til innhaldet
title-with-errors = Feil i skjemaet:
menu-button = Meny
menu-label = Hovudmeny
menu-sign-in = Logg inn
menu-sign-out = Logg ut
menu-member-home = Medlemssida
menu-account = Medlemskapen
trail-label = Du er her
trail-month = Nivå { $number }, { $month }
footer-label = Om sida
footer-withdraw = Angre kjøp
footer-organisation = Org.nr. { $number }
footer-sample = Dette er ein eksempelportal. Seljaren finst ikkje, og ingenting her kan kjøpast.

## Links

link-home = Gå til framsida
link-sales = Sjå kva ein medlemskap er
link-waitlist = Set deg på ventelista
link-sign-in = Gå til innlogginga
link-contact = Skriv til oss
link-lesson = Tilbake til leksjonen
link-member-home = Gå til medlemssida
link-account = Sjå medlemskapen din
link-try-again = Prøv ein gong til
link-review = Tilbake til bestillinga
privacy-link = Slik bruker vi adressa di.
terms-link = Les kjøpsvilkåra
terms-link-new-tab = Les kjøpsvilkåra (blir opna i ny fane)
withdrawal-link = Meir om angrerett
withdrawal-link-new-tab = Meir om angrerett (blir opna i ny fane)

## Launches and prices

eyebrow-none = Salet er stengt mellom rundane
eyebrow-waitlist = Opnar { $date }
eyebrow-waitlist-seats = Opnar { $date } med { $count ->
    [one] éin plass
   *[other] { $count } plassar
 }
eyebrow-open = Ope til { $moment }
eyebrow-all-held = Alle plassane er haldne av
eyebrow-sold-out = Alle plassane er tekne
eyebrow-closed = Runden er over

fact-opens = Opnar
fact-closes = Stengjer
fact-closed = Stengde
fact-seats = Plassar
fact-sold-out = Alle er tekne
fact-all-held = Alle er haldne av akkurat no
fact-held-until = Alle er haldne av, seinast til { $moment }
fact-free = Ledige plassar
until-opens = Opnar om
until-closes = Stengjer om
unit-days = { $count ->
    [one] dag
   *[other] dagar
 }
unit-hours = { $count ->
    [one] time
   *[other] timar
 }
unit-minutes = { $count ->
    [one] minutt
   *[other] minutt
 }
seat-count = { $count ->
    [one] Éin plass
   *[other] { $count } plassar
 }
seats-left = { $count ->
    [0] Ingen ledige akkurat no
    [one] Éin ledig no
   *[other] { $count } av { $seats } ledige no
 }

per-interval = { $interval ->
    [year] i året
    [once] éin gong
   *[other] i månaden
 }
price-per = { $interval ->
    [year] { $price } i året
    [once] { $price } éin gong
   *[other] { $price } i månaden
 }
promise = { $interval ->
    [year] { $price } i året så lenge du er medlem.
    [once] { $price } éin gong, og medlemskapen er din for godt.
   *[other] { $price } i månaden så lenge du er medlem.
 }
promise-later = Nye medlemmer betaler { $price } frå { $month }.
promise-later-per = { $interval ->
    [year] Nye medlemmer betaler { $price } i året frå { $month }.
    [once] Nye medlemmer betaler { $price }, éin gong, frå { $month }.
   *[other] Nye medlemmer betaler { $price } i månaden frå { $month }.
 }
promise-back = { $days ->
    [one] Sluttar du og kjem tilbake innan éin dag, beheld du prisen.
   *[other] Sluttar du og kjem tilbake innan { $days } dagar, beheld du prisen.
 }
offer-levels = Gjeld nivå { $levels }.
ordinary-price = { $interval ->
    [once] Vanleg pris. Du betaler éin gong, og medlemskapen er din for godt.
   *[other] Vanleg pris. Blir han endra, får du vite det i god tid før du betaler den nye.
 }
other-offers = Nokre grupper har ein eigen pris. Høyrer du til ei av dei, ser du han når salet er ope.
other-offers-open = Nokre grupper har ein eigen pris. Høyrer du til ei av dei, får du han gjennom lenkja vi sender deg.

panel-none-title = Ingen runde akkurat no
panel-none-lead = Neste runde er ikkje kunngjord enno. Dei som står på ventelista, får vite det først.

landing-to-offers = Sjå prisane og bli med
landing-open-small = Du kan seie opp når du vil, og du har 14 dagars angrerett.
landing-open-title = Det er ope no
landing-open-lead = Du kan bli medlem til { $moment }. Etterpå stengjer vi til neste runde.

offers-open-title = Dette kostar det
offers-open-lead = Prisen er det du betaler i alt. Det kjem ingenting i tillegg.
offers-proven-title = Prisen din
offers-proven-lead = Dette gjeld for { $email }. Når du går vidare, held vi av ein plass til deg medan du betaler.
offers-waitlist-title = Prisen når vi opnar
offers-waitlist-lead = Du kan ikkje kjøpe enno. Står du på ventelista, får du ein e-post når det opnar.
offers-all-held-title = Alle plassane er haldne av akkurat no
offers-all-held-lead = Nokon er i ferd med å betale for dei siste plassane. Ein plass som ikkje blir betalt, blir ledig igjen.
offers-held-until = Seinast { $moment } er plassane som er haldne av no, anten betalte eller ledige.
offers-live-link = Sjå korleis det står til no
offers-kept-title = Prisen din ventar på deg
offers-kept-lead = Du var grunnleggjar, og du kan komme tilbake til prisen du hadde.
offers-sold-out-title = Alle plassane er tekne
offers-sold-out-lead = Denne runden er fylt opp. Set deg på ventelista, så høyrer du frå oss når neste runde opnar.
offers-closed-title = Salet er stengt
offers-closed-lead = Vi opnar i korte rundar. Set deg på ventelista, så høyrer du frå oss når neste runde opnar.
offers-none-for-you = Det er ingen tilbod for adressa di i denne runden.
offers-small = Prisane inkluderer alle avgifter.
offer-submit = { $interval ->
    [year] Bli medlem for { $price } i året
    [once] Bli medlem for { $price }, éin gong
   *[other] Bli medlem for { $price } i månaden
 }
offer-small = { $interval ->
    [once] Du betaler éin gong. 14 dagars angrerett.
   *[other] Inga bindingstid. 14 dagars angrerett.
 }

state-ready = Klart:
state-later = Kjem:
sales-levels-title = Nivåa
sales-faq-title = Før du bestemmer deg

## Forms

email-label = E-postadressa di
required-hint = Må fyllast ut
consent-waitlist = Ja, { $seller } kan sende meg e-post om når { $title } opnar, og om tilbod på medlemskap. Eg kan melde meg av når som helst.
waitlist-page-title = Set deg på ventelista
waitlist-page-lead = Du får éin e-post der du stadfestar adressa. Så høyrer du frå oss når neste runde opnar.
waitlist-submit = Set meg på ventelista
waitlist-small = Ingenting skjer før du har stadfesta. Det er gratis og forpliktar deg ikkje til noko.
trap-label = Lat dette feltet stå tomt
ask-title = Få lenkja til kjøpet
ask-lead = Skriv adressa di, så sender vi deg ei lenkje til kjøpet.
ask-other-offers = Nokre grupper har ein eigen pris. Høyrer du til ei av dei, får du han gjennom den same lenkja.
ask-submit = Send meg lenkja til kjøpet
ask-why = Lenkja gjer at ingen andre kan halde av plassane, og at prisen følgjer adressa di.
ask-opened = Har du alt opna lenkja i denne nettlesaren?
ask-opened-link = Sjå prisen din.
sign-in-title = Logg inn
sign-in-lead = Skriv e-postadressa du er medlem med, så sender vi deg ei lenkje. Du treng ikkje noko passord.
sign-in-submit = Send meg lenkja
sign-in-small = Lenkja verkar éin gong og varer i eit kvarter.
sign-in-not-member = Er du ikkje medlem enno?
sign-in-code-title = Les du e-posten på ei anna eining?
sign-in-code-lead = Skriv koden på seks siffer frå e-posten, så er du inne her.
sign-in-again = Be om ei ny lenkje
code-label = Kode
code-submit = Logg meg inn
sessions-title = Einingar du er logga inn på
sessions-lead = Kjenner du ikkje att ei eining, så logg ho ut. Ingen andre ser denne lista.
session-unknown = Ukjend eining
session-here = Denne eininga
session-began = Logga inn { $moment }
session-end = Logg ut
sign-out-everywhere = Logg ut overalt
sign-out-everywhere-lead = Dette loggar deg ut på alle einingar, òg denne. Bruk det dersom du har mist ei eining eller lånt bort ei.

error-feedback-empty = Tilbakemeldinga manglar. Skriv kva som hjelpte, eller kva du saknar
error-feedback-too-long = Tilbakemeldinga er for lang. Skriv høgst { $most } teikn
error-summary = { $count ->
    [one] Rett éin ting, og send på nytt
    [2] Rett to ting, og send på nytt
   *[other] Rett { $count } ting, og send på nytt
 }
error-email-missing = E-postadressa manglar. Skriv henne inn, til dømes kari@eksempel.no
error-email-no-at = E-postadressa manglar @ med eit namn framfor, som i kari@eksempel.no
error-email-many-ats = E-postadressa har meir enn éin @. Skriv berre éi adresse, som kari@eksempel.no
error-email-ends = E-postadressa sluttar ved @. Skriv òg det som skal stå etter, som i kari@eksempel.no
error-email-no-domain = E-postadressa stemmer ikkje etter @. Du skreiv «{ $domain }». Sjå etter noko som manglar, som .no eller .com på slutten
error-email-bad-character = E-postadressa har eit mellomrom, eit punktum eller eit anna teikn der det ikkje kan stå. Skriv ho på nytt, som kari@eksempel.no
error-email-invisible = E-postadressa har eit teikn som ikkje syner, slik det kan kome med når ein kopierer. Skriv adressa inn for hand
error-email-too-long = E-postadressa er for lang. Skriv ei på høgst 254 teikn
error-code-form = Koden har seks siffer. Skriv han slik han står i e-posten
error-code-wrong = Koden stemmer ikkje. Bruk han frå den nyaste e-posten. { $left ->
    [one] Du har eitt forsøk att.
   *[other] Du har { $left } forsøk att.
 }
error-consent-missing = Samtykket manglar. Kryss av for at vi kan sende deg e-post
error-terms-missing = Kjøpsvilkåra er ikkje godtekne. Kryss av for at du godtek dei
error-understood-missing = Stadfestinga manglar. Kryss av for at du forstår kva som skjer

## Order

review-title = Sjå over bestillinga
review-lead = Vi held av plassen din til { $moment }. Ingenting er betalt enno.
review-price-changed = Prisen er endra sidan du såg han sist. Han er no { $interval ->
    [year] { $price } i året
    [once] { $price }, éin gong
   *[other] { $price } i månaden
 }. Sjå over og bestill på nytt om du vil ha han.
review-cancel = Inga bindingstid. Du seier opp med ein knapp på sida om medlemskapen din, og har tilgang ut perioden du har betalt for.
review-once = Det kjem ingen fleire betalingar, og det er ingenting å seie opp.
review-terms = Eg godtek kjøpsvilkåra.
review-immediate = Eg ber om at medlemskapen tek til med ein gong, før angrefristen er ute. Angrar eg, betaler eg for dagane eg har vore medlem.
review-immediate-hint = Valfritt. Kryssar du ikkje av, får du alt tilbake om du angrar.
review-withdrawal = Du har 14 dagars angrerett frå dagen etter at du bestilte.
review-submit = Bestill og betal { $price }
review-submit-small = Knappen forpliktar deg til å betale { $interval ->
    [year] { $price } no og deretter kvart år til du seier opp
    [once] { $price } no, éin gong
   *[other] { $price } no og deretter kvar månad til du seier opp
 }. Du betaler på neste side.
checkout-submit = { $interval ->
    [year] Når du betaler, forpliktar du deg til { $price } no og deretter kvart år, til du seier opp. Det er heile summen.
    [once] Når du betaler, forpliktar du deg til { $price } no, éin gong. Det er heile summen.
   *[other] Når du betaler, forpliktar du deg til { $price } no og deretter kvar månad, til du seier opp. Det er heile summen.
 }
review-give-up = Avbryt og gi frå deg plassen

order-title = Bestillinga di
order-what = Medlemskap
order-founder = Grunnleggjar nummer
order-member = Medlem nummer
order-email = E-postadresse
order-price = Pris
order-tax = Av dette mva. ({ $rate } %)
order-paid = Betalt
order-next = Neste betaling
order-next-value = { $price } den { $date }
order-total = Å betale no
order-interval = { $interval ->
    [year] for det første året
    [once] éin gong
   *[other] for den første månaden
 }
order-terms = Utgåve av kjøpsvilkåra
order-immediate = Ta til før angrefristen er ute
order-immediate-yes = Du bad om det
order-immediate-no = Du bad ikkje om det
order-withdraw = Angre kjøpet her, utan å logge inn

receipt-founder = Grunnleggjar nummer { $number }
receipt-member = Medlem nummer { $number }
receipt-title = Velkomen inn
receipt-lead = Betalinga er motteken. Kvittering og lenkje til vilkåra er på veg til { $email }.
receipt-way-in-title = Slik kjem du inn
receipt-way-in-lead = Du loggar inn med { $email }. Vi sender deg ei lenkje, og du treng ikkje noko passord.
receipt-onwards = Begynn på medlemssida

account-title = Medlemskapen din
account-active = Medlemskapen løper, og medlemssidene er opne for deg.
account-for-good = Medlemskapen er din for godt, og medlemssidene er opne for deg. Det kjem ingen fleire betalingar.
account-past-due = Vi har ikkje fått den siste betalinga. Byt kort, så prøver vi igjen.
account-past-due-until = Utan betaling stengjer medlemssidene { $date }.
account-ending = Medlemskapen varer til { $date } og blir ikkje fornya. Du blir ikkje trekt meir.
account-ended = Medlemskapen er avslutta. Du blir ikkje trekt meir.
account-disputed = Banken behandlar ei innvending mot betalinga di. Medlemssidene er stengde for deg til det er avgjort.
account-revoked = Tilgangen din er trekt tilbake. Skriv til oss dersom du vil vite kvifor.
account-by-hand = { $seller } har lagt deg til, og du betaler ikkje gjennom portalen.
account-ends = Varer til
account-card-title = Kort og kvitteringar
account-card-lead = Du byter kort og finn kvitteringane hos betalingsleverandøren. Vi ser aldri kortnummeret ditt.
account-card-button = Byt kort eller sjå kvitteringar
account-receipts-title = Kvitteringar
account-receipts-lead = Kvitteringane ligg hos betalingsleverandøren.
account-receipts-button = Sjå kvitteringane
account-receipt-once = Kvitteringa er e-posten du fekk då du bestilte.
account-data-title = Opplysningane om deg
account-data-lead = Du kan ta med deg alt vi veit om deg, eller be oss slette det.
account-export-link = Last ned alt
account-erase-link = Slett alt om deg
account-keep-title = Vil du bli likevel?
account-keep-lead = Du kan ta medlemskapen opp igjen før { $date }. Då held han fram som før, til same pris.
account-keep-button = Ta medlemskapen opp igjen
account-cancel-title = Sei opp
account-cancel-lead = Du kan seie opp når du vil og treng ikkje seie kvifor. Du ser kva det inneber, før noko skjer.
account-cancel-link = Sei opp medlemskapen
account-withdraw-title = Angre kjøpet
account-withdraw-lead = Du kan angre til og med { $date }. Då avsluttar vi medlemskapen og betaler deg tilbake.
account-withdraw-link = Angre kjøpet
account-back = Sjå korleis du kjem tilbake
account-ledger-title = Det vi har lova deg
account-ledger-lead = Kvar gong du har kjøpt, har vi skrive ned kva som galdt. Det står slik det stod den dagen.
account-ledger-founding = Grunnleggjarpris
account-ledger-founding-yes = Ja, så lenge du er medlem
account-ledger-founding-no = Nei
account-ledger-launch = Runde

cancel-title = Sei opp medlemskapen
cancel-lead = Medlemssidene er opne for deg til { $date }. Etter det sluttar medlemskapen, og du blir ikkje trekt meir.
cancel-lead-now = Den siste betalinga har ikkje kome, så medlemskapen sluttar med ein gong. Då stengjer medlemssidene, og du blir ikkje trekt meir.
cancel-price = Du gir frå deg grunnleggjarprisen din: { $interval ->
    [year] { $price } i året
    [once] { $price } éin gong
   *[other] { $price } i månaden
 }.
cancel-back = { $days ->
    [one] Kjem du tilbake innan éin dag etter at medlemskapen er slutt, får du han igjen.
   *[other] Kjem du tilbake innan { $days } dagar etter at medlemskapen er slutt, får du han igjen.
 }
cancel-undo = Ombestemmer du deg, kan du ta medlemskapen opp igjen heilt til han sluttar.
cancel-button = Ja, sei opp
cancel-stay = Nei, behald medlemskapen

erase-title = Slett alt om deg
erase-lead = Vi slettar alt vi veit om { $email }, for godt. Det kan ikkje gjerast om.
erase-goes = Dette blir borte
erase-goes-you = Adressa di, einingane du er logga inn på, og plassen din på ventelista.
erase-goes-work = Det du har kryssa av, og det du har skrive om leksjonane.
erase-goes-membership = Medlemskapen og prisen du vart lova. Du blir ikkje trekt meir og får ingenting tilbake.
erase-stays = Dette må vi ta vare på
erase-stays-books = Rekneskapen, og kva du vart lova for pengane, utan adressa di.
erase-stays-code = Ein kode som gjer at vi ikkje skriv til deg, om du har bede om det.
erase-withdraw = Vil du angre kjøpet og få pengane tilbake, må du gjere det først, og seinast { $date }.
erase-understood = Eg forstår at medlemskapen sluttar med ein gong, og at dette ikkje kan gjerast om.
erase-button = Slett alt om meg
erase-stay = Nei, ikkje slett noko

withdraw-title = Angre kjøp
withdraw-lead = Skriv e-postadressa du er medlem med. Du får ein e-post med ein knapp, og der ser du kva du får tilbake, og stadfestar.
withdraw-today = Dagen i dag gjeld som dagen du angra, òg om du les e-posten seinare. Du treng ikkje logge inn, og du treng ikkje oppgi nokon grunn.
withdraw-submit = Send meg e-posten
withdraw-otherwise = Du kan òg skrive til oss. Då held det at du seier klart frå.

withdraw-confirm-title = Vil du angre kjøpet?
withdraw-confirm-lead = Sjå over, og stadfest. Ingenting skjer før du trykkjer på knappen.
withdraw-confirm-bought = Bestilt
withdraw-confirm-asked = Du sa frå
withdraw-confirm-until = Siste dag for å angre
withdraw-confirm-back = Du får tilbake
withdraw-confirm-nothing = Ingenting
withdraw-confirm-full = Det er alt du har betalt.
withdraw-confirm-part = Du bad om at medlemskapen skulle ta til før angrefristen var ute. Difor betaler du for dagane fram til du sa frå, og får resten tilbake.
withdraw-confirm-none = Du bad om at medlemskapen skulle ta til før angrefristen var ute, og tida du har betalt for, er brukt.
withdraw-confirm-money = Pengane kjem dit du betalte frå, seinast innan 14 dagar.
withdraw-confirm-ends = Medlemskapen sluttar med ein gong, og medlemssidene stengjer.
withdraw-confirm-button = Stadfest at du angrar
withdraw-confirm-stay = Nei, behald kjøpet

## Levels, lessons, articles

level-number = Nivå { $number }
level-in-progress = Under arbeid
level-teased-title = Noko av det du lærer
level-join-title = Vil du vere med?
level-join-lead = Nivåa er opne for medlemmer. Sjå kva som er klart, og når du kan bli med.
lesson-count = { $count ->
    [one] Éin leksjon
   *[other] { $count } leksjonar
 }
lesson-number = Leksjon { $number } av { $count }
lesson-list-label = Leksjonar
lesson-list-title = Leksjonar i { $month }
lesson-opens = Kjem { $date }
toc-title = Innhald
reading-minutes = { $count ->
    [one] Eitt minutts lesing
   *[other] { $count } minutts lesing
 }
task-count = { $count ->
    [one] Éi oppgåve
   *[other] { $count } oppgåver
 }
ticks-save = Lagre det eg har kryssa av
ticks-see = Sjå oppgåvene på ei eiga side
ticks-kept = Lagra. Du finn det att på dei andre einingane dine.
ticks-failed = Krysset vart ikkje lagra. Sjekk at du er på nett, og prøv igjen.
ticks-unread = Vi fekk ikkje henta det du har kryssa av før. Det er ikkje borte.
tasks-title = Oppgåvene dine
tasks-lead = Kryss av det du har gjort, og lagre. Du finn det att på alle einingane dine.
tasks-saved = Lagra. Slik står det no.
tasks-left = { $left ->
    [0] Alt er gjort.
    [one] Éi oppgåve att.
   *[other] { $left }{ "\u00A0" }oppgåver att.
 }
tasks-submit = Lagre
feedback-title = Sei kva du synest
feedback-label = Kva hjelpte, og kva manglar?
feedback-most = Inntil { $most } teikn. { $seller } les alt, og ser at det er du som skriv.
feedback-submit = Send
downloads-title = Til nedlasting
pager-label = Førre og neste leksjon
pager-previous = Førre
pager-next = Neste
home-first = Velkommen inn
home-again = Velkommen tilbake
home-go-on = Hald fram der du slapp
home-begin = Byrj her
home-go-on-button = Hald fram
home-begin-button = Byrj
home-ticked = { $ticked } av { $tasks } oppgåver gjorde
home-levels = Nivåa dine
home-counted = { $counted ->
    [0] Ingen oppgåver enno.
   *[other] { $done } av { $counted } leksjonar gjorde.
 }
home-done = Fullført
home-here = Du er her
home-opens = Opnar { $date }
home-not-yours = Ikkje i medlemskapen din
home-new = Nytt sidan sist
faq-title = Spørsmål vi ofte får
articles-lead = Her er alle artiklane, dei nyaste først.
articles-none = Her kjem det artiklar.
levels-lead = Sjå kva du lærer på kvart nivå, og kva som er klart.
topics-label = Tema
topics-all = Alle
topic-title = Artiklar om { $topic }
topic-lead = Alt vi har skrive om { $topic }.
article-onwards-title = Vil du øve saman med oss?
article-onwards-link = Sjå kva { $title } er
article-related-title = Les vidare

locked-title = Denne sida er for medlemmer
locked-sign-in-title = Er du medlem?
locked-join-title = Er du ikkje medlem?
way-in-open = Salet er ope til { $moment }. Blir du medlem, kan du lese vidare her.
way-in-waitlist = Neste runde opnar { $date }. På ventelista får du vite når det skjer.
way-in-closed = Salet er stengt mellom rundane. På ventelista får du vite når det opnar igjen.
locked-other-title = Du er logga inn
locked-other-lead = Medlemskapen din gir ikkje tilgang til denne sida. Det du har tilgang til, finn du på medlemssida.
locked-opens = Denne delen opnar for deg { $date }.

## Blocks in texts

callout-note = Merk
callout-tip = Tips
callout-important = Viktig
callout-warning = Pass på
callout-caution = Ver forsiktig
countdown-opens = { $launch } opnar
countdown-closes = { $launch } stengjer
event-until = til
event-calendar = Legg i kalenderen
seats-unlimited = Det er ikkje noko tak på talet på plassar.
seats-from = frå { $date }
seats-live-link = Sjå kor mange som er ledige no
transcript-title = Les det som blir sagt
video-play = Spel av frå { $host }
video-at-host = Sjå han hos { $host }

## Notices

waitlist-sent-title = Sjå i innboksen din
waitlist-sent-lead = Dersom adressa kan setjast på lista, får du no ein e-post. Trykk på lenkja i han for å stadfeste. Finn du han ikkje, så sjå i søppelposten. Står du på lista frå før, kjem det ingen.
waitlist-confirm-title = Stadfest plassen på ventelista
waitlist-confirm-lead = Eitt trykk til, så står du på lista. Du får ein e-post når neste runde opnar.
waitlist-confirm-button = Ja, set meg på lista
waitlist-confirmed-title = Du står på ventelista
waitlist-confirmed-lead = Vi sender deg ein e-post når neste runde opnar. Du treng ikkje gjere noko meir.
waitlist-leave-title = Vil du gå av ventelista?
waitlist-leave-lead = Då får du ikkje fleire e-postar om når vi opnar.
waitlist-leave-button = Ja, ta meg av lista
waitlist-left-title = Du er teken av ventelista
waitlist-left-lead = Du får ikkje fleire e-postar om når vi opnar. Ombestemmer du deg, er du velkomen tilbake.
offer-sent-title = Sjå i innboksen din
offer-sent-lead = Dersom adressa kan ta imot e-post frå oss, kjem det no ei lenkje til kjøpet. Finn du henne ikkje, så sjå i søppelposten.
offer-open-title = Sjå prisen din
offer-open-lead = Her går du vidare til prisane som gjeld for e-postadressa di. Du kjøper ingenting enno.
offer-open-button = Vis prisane mine
sign-in-sent-title = Sjå i innboksen din
sign-in-sent-lead = Dersom adressa høyrer til ein medlemskap, kjem det no ei lenkje på e-post. Ho verkar i eit kvarter. Finn du henne ikkje, så sjå i søppelposten.
sign-in-open-title = Logg inn
sign-in-open-lead = Trykk på knappen, så er du inne på denne eininga.
sign-in-open-button = Logg meg inn
signed-out-title = Du er logga ut
signed-out-lead = Velkomen tilbake når du vil.
link-expired-title = Lenkja verkar ikkje lenger
link-expired-lead = Ho er brukt, for gammal eller ikkje kopiert i sin heilskap. Be om ei ny der du bad om denne. Ville du melde deg av, så skriv til oss. Adressa står nedst på sida.
seats-held-title = Alle dei ledige plassane er haldne av akkurat no
seats-held-lead = Nokon er i ferd med å betale. Avbryt dei, blir plassen ledig igjen. Prøv på nytt om nokre minutt. Du kan òg setje deg på ventelista, så høyrer du når neste runde opnar.
sold-out-title = Alle plassane er tekne
sold-out-lead = Runden er fylt opp. Set deg på ventelista, så får du vite når neste runde opnar.
not-open-title = Salet har ikkje opna enno
not-open-lead = Set deg på ventelista, så får du ein e-post når det opnar.
launch-closed-title = Runden er over
launch-closed-lead = Salet er stengt. Set deg på ventelista, så får du vite når neste runde opnar.
hold-expired-title = Plassen er ikkje lenger halden av
hold-expired-lead = Tida gjekk ut før betalinga var ferdig, så plassen vart ledig igjen. Du har ikkje betalt noko. Du kan begynne på nytt om det er plassar igjen.
already-member-title = Du er allereie medlem
already-member-lead = Det finst ein medlemskap på adressa di. Logg inn for å bruke han.
checkout-cancelled-title = Du har ikkje betalt enno
checkout-cancelled-lead = Vi held framleis av plassen din ei lita stund, til { $interval ->
    [year] { $price } i året
    [once] { $price }, éin gong
   *[other] { $price } i månaden
 }. Du kan gå tilbake til bestillinga og betale derifrå.
checkout-waiting-title = Vi ventar på svar om betalinga
checkout-waiting-lead = Det tek som regel nokre sekund. Sida spør igjen av seg sjølv, så du kan la henne stå open. Du får òg ein e-post når alt er i orden, og du treng ikkje betale ein gong til.
checkout-paid-title = Betalinga er motteken
checkout-paid-lead = Kvitteringa er på veg til deg på e-post. Logg inn med den e-postadressa, så er du inne.
paid-twice-title = Du får denne betalinga tilbake
paid-twice-lead = Det finst ein medlemskap på adressa di frå før, og han står som han var. Pengane går tilbake av seg sjølve, dit du betalte frå. Du treng ikkje gjere noko.
gave-up-title = Plassen er ledig igjen
gave-up-lead = Du har ikkje betalt noko. Ombestemmer du deg, kan du begynne på nytt så lenge det er plassar igjen.
withdraw-sent-title = Sjå i innboksen din
withdraw-sent-lead = Dersom adressa høyrer til ein medlemskap, kjem det no ein e-post med ein knapp. Stadfest der. Dagen i dag gjeld som dagen du angra, òg om du les e-posten seinare. Kjem det ingenting, så sjå i søppelposten, eller skriv til oss.
withdrawn-title = Kjøpet er angra
withdrawn-lead = Medlemskapen er avslutta, og du blir ikkje trekt meir. Kvitteringa er på veg til deg på e-post, og i henne står det kva du får tilbake. Pengane kjem dit du betalte frå, seinast innan 14 dagar.
withdrawn-already-title = Kjøpet er angra frå før
withdrawn-already-lead = Medlemskapen er avslutta, og du blir ikkje trekt meir. Kvitteringa fekk du på e-post då du angra, og i henne står det kva du får tilbake. Finn du henne ikkje, så skriv til oss. Adressa står nedst på sida.
erased-title = Vi slettar deg no
erased-lead = Du er logga ut, og om nokre minutt er alt sletta. Du får éin e-post til, og så ikkje fleire.
withdraw-too-late-title = Kjøpet kan ikkje angrast lenger
withdraw-too-late-lead = Anten er angrefristen ute, eller så er medlemskapen avslutta frå før eller ikkje kjøpt her. Vil du ikkje vere medlem lenger, kan du seie opp når du vil. Meiner du at dette er feil, så skriv til oss. Adressa står nedst på sida.
access-ended-title = Medlemskapen er avslutta
access-ended-lead = Perioden du hadde betalt for, var over { $date }. Difor er medlemssidene stengde for deg.
access-ended-lead-early = Medlemskapen din er avslutta, så medlemssidene er stengde for deg.
access-ended-back = Vil du tilbake?
access-kept = Kjem du tilbake før { $moment }, beheld du prisen din: { $interval ->
    [year] { $price } i året
    [once] { $price } éin gong
   *[other] { $price } i månaden
 }.
access-kept-button = Kom tilbake til prisen min
access-ended-wrong = Stemmer ikkje dette?
access-lapsed-title = Vi har ikkje fått betalinga
access-lapsed-lead = Medlemskapen skulle ha vorte fornya, men betalinga har ikkje kome. Difor er medlemssidene stengde for deg.
access-lapsed-do = Byt kort, så prøver betalingsleverandøren igjen. Når betalinga er komen, opnar sidene att, og du held på prisen din.
access-lapsed-button = Byt kort
access-lapsed-help = Treng du hjelp?
access-disputed-title = Vi ventar på banken din
access-disputed-lead = Banken behandlar ei innvending mot betalinga for medlemskapen din. Medlemssidene er stengde for deg til det er avgjort.
access-disputed-do = Er det ei misforståing, så skriv til oss. Då finn vi ut av det saman.
access-revoked-title = Tilgangen din er trekt tilbake
access-revoked-lead = Du kjem ikkje inn på medlemssidene. Skriv til oss dersom du vil vite kvifor, eller meiner at det er ein feil.
code-expired-title = Koden gjeld ikkje lenger
code-expired-lead = Han er for gammal, brukt, prøvd for mange gonger eller laga for ein annan nettlesar. Be om ein ny. Lenkja i e-posten verkar framleis dersom ho er yngre enn eit kvarter og ikkje er brukt.
busy-title = Det er mange her akkurat no
busy-lead = Så mange er her på ein gong at vi ikkje rakk å svare deg. Ingenting er gått tapt. Vent nokre sekund, gå tilbake og prøv ein gong til.
too-many-title = For mange forsøk
too-many-lead = Det har kome uvanleg mange forsøk frå nettet du er på. Vent til neste heile time, og prøv igjen.
no-access-title = Sida opnar seg ikkje enno
no-access-lead = Du har tilgang, men det kan ta nokre sekund før det er ordna overalt. Vent litt, og prøv igjen.
feedback-thanks-title = Takk for at du skreiv
feedback-thanks-lead = Det er lagra, og { $seller } les det. Slik blir neste månad betre.
not-open-to-you-title = Leksjonen er ikkje open for deg no
not-open-to-you-lead = Logg inn igjen, eller sjå om medlemskapen din framleis går. Det du har kryssa av før, er ikkje borte.
too-large-title = Skjemaet var for stort
too-large-lead = Det du sende, var lengre enn vi kan ta imot. Gjer det kortare og prøv igjen.
bad-request-title = Vi forstod ikkje det du sende
bad-request-lead = Gå tilbake, last sida på nytt og prøv igjen.
not-utf8-title = Nokre av teikna kunne ikkje lesast
not-utf8-lead = Gå tilbake, skriv teksten på nytt og prøv igjen.
wrong-method-title = Denne adressa kan ikkje opnast slik
wrong-method-lead = Ho tek berre imot skjema. Gå til framsida og begynn derifrå.
foreign-origin-title = Skjemaet kom frå ein annan nettstad
foreign-origin-lead = For at du skal vere trygg, tek vi berre imot skjema frå våre eigne sider. Opne sida hos oss og prøv igjen.
search-title = Søk
search-label = Kva leitar du etter?
search-submit = Søk
search-no-script = Søket treng JavaScript.
search-articles = Sjå alle artiklane
search-none = Vi fann ingenting. Prøv med eit anna ord.
search-found = { $count ->
    [one] Eitt treff
   *[other] { $count } treff
 }
search-failed = Søket svarar ikkje akkurat no. Prøv igjen om litt.
moved-title = Sida er flytta
moved-lead = Du blir send vidare. Skjer det ikkje, kan du bruke lenkja.
moved-link = Gå til sida
not-found-title = Vi finn ikkje sida
not-found-lead = Adressa kan vere skriven feil, eller sida kan vere flytta.
broken-title = Noko gjekk gale hos oss
broken-lead = Det er ikkje din feil. Vent litt og prøv igjen. Hjelper det ikkje, så skriv til oss. Adressa står nedst på sida.

## Mails

mail-link-instead = Verkar ikkje knappen? Kopier denne adressa inn i nettlesaren:
mail-code = Les du dette på ei anna eining? Skriv denne koden der du bad om å logge inn:
mail-unsubscribe = Meld meg av desse e-postane
mail-waitlist-confirm-subject = Stadfest plassen på ventelista til { $title }
mail-waitlist-confirm-lead = Nokon, forhåpentleg du, skreiv adressa di på ventelista til { $title }. Opne lenkja og trykk på knappen der, så står du på lista.
mail-waitlist-confirm-button = Stadfest plassen
mail-waitlist-confirm-small = Var det ikkje du? Då treng du ikkje gjere noko. Utan stadfesting høyrer du ikkje meir frå oss.
mail-waitlist-welcome-subject = Du står på ventelista til { $title }
mail-waitlist-welcome-lead = Takk for at du vil vite når vi opnar. Du får ein e-post når det opnar, og du bestemmer deg først då.
mail-waitlist-welcome-button = Sjå kva { $title } er
mail-waitlist-welcome-small = Du får denne e-posten fordi du stadfesta plassen på ventelista. Du kan melde deg av når som helst.
mail-offer-link-subject = Lenkja di til { $title }
mail-offer-link-lead = Her er lenkja til kjøpet. Ho viser prisen som gjeld for adressa di. Du kjøper ingenting før du sjølv bestiller.
mail-offer-link-button = Gå til kjøpet
mail-offer-link-small = Lenkja er personleg, så ikkje send henne vidare. Har du ikkje bede om henne, kan du sjå bort frå denne e-posten.
mail-price = { $interval ->
    [year] { $title }: { $price } i året
    [once] { $title }: { $price } éin gong
   *[other] { $title }: { $price } i månaden
 }
mail-closes = Det er ope til { $moment }.
mail-announce-opening-subject = { $title } er open
mail-announce-opening-lead = { $launch } er open no. Lenkja viser prisen som gjeld for adressa di. Du kjøper ingenting før du sjølv bestiller.
mail-announce-opening-button = Sjå tilbodet ditt
mail-announce-opening-small = Lenkja er personleg og verkar til runden stengjer, så ikkje send henne vidare. Du får e-posten fordi du står på ventelista eller ei av e-postlistene våre.
mail-announce-reminder-subject = { $title } er framleis open nokre dagar
mail-announce-reminder-lead = { $launch } nærmar seg slutten. Vil du vere med, finn du tilbodet ditt bak lenkja. Passar det ikkje no, kan du vente til ein seinare runde.
mail-announce-reminder-button = Sjå tilbodet ditt
mail-announce-reminder-small = Lenkja er personleg og verkar til runden stengjer, så ikkje send henne vidare. Du får e-posten fordi du står på ventelista eller ei av e-postlistene våre.
mail-announce-last-call-subject = { $title } stengjer snart
mail-announce-last-call-lead = Dette er den siste e-posten før { $launch } stengjer. Etterpå er det stengt til neste runde.
mail-announce-last-call-button = Sjå tilbodet ditt
mail-announce-last-call-small = Lenkja er personleg og verkar til runden stengjer, så ikkje send henne vidare. Du får e-posten fordi du står på ventelista eller ei av e-postlistene våre.
mail-announce-closed-subject = { $title } er stengd no
mail-announce-closed-lead = { $launch } er over. Står du på ventelista, blir du ståande og høyrer frå oss når vi opnar igjen. Elles kan du setje deg på henne no.
mail-announce-closed-button = Gå til ventelista
mail-announce-closed-small = Vil du ikkje høyre meir frå oss, kan du melde deg av.
mail-sign-in-subject = Logg inn på { $title }
mail-sign-in-lead = Opne lenkja og trykk på knappen der, så er du inne. Lenkja verkar éin gong og varer i eit kvarter.
mail-sign-in-button = Logg inn
mail-sign-in-small = Har du ikkje bede om å logge inn? Då kan du sjå bort frå denne e-posten. Ingen kjem inn utan lenkja.
mail-order-subject = Velkomen til { $title }: stadfesting på bestillinga
mail-order-lead = Takk for at du vart med. Betalinga er motteken, og medlemssidene er opne for deg. Ta vare på denne e-posten. Han er kvitteringa di.
mail-order-button = Gå til medlemssida
mail-order-small = Du loggar inn med denne e-postadressa. Du treng ikkje noko passord.
mail-paid-twice-subject = Du får ei betaling til { $title } tilbake
mail-paid-twice-lead = Det finst ein medlemskap på adressa di frå før, og han står som han var. Betalinga du nettopp gjorde, går tilbake av seg sjølv, dit du betalte frå.
mail-paid-twice-small = Du treng ikkje gjere noko. Lurer du på noko, så skriv til oss. Adressa står nedst.
mail-payment-failed-subject = Betalinga til { $title } gjekk ikkje gjennom
mail-payment-failed-lead = Vi fekk ikkje trekt betalinga for medlemskapen din. Du kan lese vidare til { $date }. Byter du kort før den tid, held alt fram som før, og du held på prisen din.
mail-payment-failed-button = Byt kort
mail-payment-failed-small = Betalingsleverandøren prøver òg det gamle kortet igjen. Du treng ikkje gjere noko dersom du har ordna det alt.
mail-cancelled-subject = Medlemskapen i { $title } er sagd opp
mail-cancelled-lead = Medlemskapen din er sagd opp. Du kan lese vidare til { $date }, og du blir ikkje trekt meir.
mail-cancelled-button = Ta medlemskapen opp igjen
mail-cancelled-small = Ombestemmer du deg, kan du ta han opp igjen heilt til han sluttar. Då er alt som før, òg prisen.
mail-taken-up-subject = Medlemskapen i { $title } held fram
mail-taken-up-lead = Så fint at du blir. Medlemskapen held fram som før, til same pris. Neste betaling er { $date }.
mail-taken-up-button = Sjå medlemskapen din
mail-taken-up-small = Du kan seie opp igjen når du vil, på den same sida.
mail-ended-unpaid-subject = Medlemskapen i { $title } er avslutta
mail-ended-unpaid-lead = Den siste betalinga kom ikkje, og medlemskapen din er no avslutta. Medlemssidene er stengde for deg, og du blir ikkje trekt meir.
mail-ended-unpaid-button = Sjå medlemskapen din
mail-ended-unpaid-small = Vil du tilbake, er du velkomen. Lurer du på noko, så skriv til oss. Adressa står nedst.
mail-ended-refunded-subject = Betalinga til { $title } er betalt tilbake
mail-ended-refunded-lead = Du har fått { $amount } tilbake. Difor er medlemskapen din avslutta, og medlemssidene er stengde for deg. Du blir ikkje trekt meir.
mail-ended-refunded-small = Meiner du at dette er ein feil, så skriv til oss. Adressa står nedst.
mail-withdraw-subject = Stadfest at du angrar kjøpet i { $title }
mail-withdraw-lead = Nokon, forhåpentleg du, har bede om å angre kjøpet av medlemskapen din i { $title }. Opne lenkja, så ser du kva du får tilbake, og stadfestar med ein knapp.
mail-withdraw-button = Sjå over og stadfest
mail-withdraw-small = Lenkja verkar i 14 dagar, og dagen du bad om henne, gjeld som dagen du angra. Var det ikkje du? Då treng du ikkje gjere noko. Utan stadfesting står medlemskapen som før.
mail-withdrawn-subject = Kvittering på at du har angra kjøpet i { $title }
mail-withdrawn-lead = Du har gått frå avtalen om medlemskap i { $title } ({ $offer }). Vi fekk meldinga { $moment }. Medlemskapen er avslutta, medlemssidene er stengde, og du blir ikkje trekt meir. { $minor ->
    [0] Tida du hadde betalt for, var brukt, så det er ingenting å betale tilbake.
   *[other] Du får { $amount } tilbake, dit du betalte frå, seinast 14 dagar etter at du sa frå.
 }
mail-withdrawn-small = Ta vare på denne e-posten. Han er kvitteringa di på at du angra.
mail-erased-subject = Vi slettar det vi veit om deg i { $title }
mail-erased-lead = Du har bede oss om å slette alt vi veit om deg, og det gjer vi no. Medlemskapen er avslutta, og du blir ikkje trekt meir. Rekneskapen må vi ta vare på, men utan adressa di.
mail-erased-small = Dette er den siste e-posten frå oss. Var det ikkje du som bad om det, så svar på han med ein gong.
mail-member-added-subject = Du er medlem i { $title }
mail-member-added-lead = { $seller } har lagt deg til som medlem i { $title }, og medlemssidene er opne for deg. Velkomen inn.
mail-member-added-button = Logg inn
mail-member-added-small = Du loggar inn med denne e-postadressa og treng ikkje noko passord. Kjenner du ikkje til dette, så skriv til oss. Adressa står nedst.
mail-address-changed-subject = Ny e-postadresse på medlemskapen i { $title }
mail-address-changed-lead = E-postadressa på medlemskapen din er endra. Frå no av loggar du inn med den nye, og e-postane våre går dit. Alt anna er som før.
mail-address-changed-button = Logg inn
mail-address-changed-small = Vi skriv dette både til den gamle og den nye adressa. Har du ikkje bede om endringa, så skriv til oss med ein gong. Adressa står nedst.
mail-report-late-subject = Ei betaling kom etter at plassen var ledig igjen
mail-report-late-lead = Ein kjøpar betalte etter at vi hadde slutta å halde av plassen. Kjøpet gjeld likevel. Det blir talt for seg, så runden kan få éin medlem meir enn han har plassar.
mail-report-late-button = Gå til { $title }
mail-report-late-small = Du treng ikkje gjere noko. Du får denne e-posten fordi du er seljaren.
mail-report-twice-subject = Ein medlem har betalt to gonger
mail-report-twice-lead = Ein medlem har betalt ein gong til. Den nye betalinga er gitt tilbake av seg sjølv, og det ho byrja på, er avslutta. Medlemskapen står som han var, og medlemmen har fått melding.
mail-report-twice-button = Gå til { $title }
mail-report-twice-small = Du treng ikkje gjere noko. Du får denne e-posten fordi du er seljaren.
mail-report-dispute-subject = Ein medlem krev ei betaling tilbake gjennom banken
mail-report-dispute-lead = Ein medlem har kome med innvending mot ei betaling på { $amount }. Svar på henne hos betalingsleverandøren. Der står det òg kor lang frist du har. Medlemssidene er stengde for medlemmen til det er avgjort.
mail-report-dispute-small = Får du medhald, opnar sidene att av seg sjølve. Du får denne e-posten fordi du er seljaren.
mail-report-withdrawn-subject = Ein medlem har angra kjøpet
mail-report-withdrawn-lead = Ein medlem har brukt angreretten, og medlemskapen er avslutta. { $minor ->
    [0] Det er ingenting å betale tilbake.
   *[other] { $amount } blir betalt tilbake av seg sjølv.
 }
mail-report-withdrawn-small = Du treng ikkje gjere noko. Medlemmen har fått kvittering. Du får denne e-posten fordi du er seljaren.
mail-report-reconciled-subject = Gjennomgangen av medlemskapane i natt
mail-report-reconciled-lead = I natt vart medlemskapane samanlikna med det betalingsleverandøren veit. { $repaired ->
    [0] Ingen måtte rettast.
    [one] Éin stod annleis og er retta.
   *[other] { $repaired } stod annleis og er retta.
 } { $count ->
    [0] Du treng ikkje gjere noko.
    [one] Éin ting let seg ikkje rette, og du må sjå på han:
   *[other] { $count } ting let seg ikkje rette, og du må sjå på dei:
 }
mail-report-reconciled-small = Samanlikninga går kvar natt. Du får denne e-posten fordi du er seljaren.

withdrawal-title = Angrerett
withdrawal-right = Du har rett til å gå frå avtalen innan 14 dagar utan å oppgi nokon grunn. Fristen blir rekna frå dagen etter at du bestilte. Er den siste dagen ein laurdag, ein søndag eller ein heilagdag, varer fristen til neste yrkedag.
withdrawal-how = Vil du angre, kan du bruke lenkja under, utan å logge inn. Du kan òg seie klart frå til { $seller } på ein annan måte, til dømes på e-post til { $email } eller i brev til { $address }. Du kan bruke skjemaet under, men du må ikkje. Det er nok at du sender meldinga før fristen er ute.
withdrawal-refund = Du får tilbake det du har betalt, seinast 14 dagar etter at vi fekk meldinga, med same betalingsmåte som du brukte. Bad du uttrykkeleg om at medlemskapen skulle ta til før angrefristen var ute, kan vi trekkje frå for dagane du har vore medlem.
withdrawal-form-title = Angreskjema
withdrawal-form-lead = Fyll ut og send skjemaet berre om du vil gå frå avtalen.
withdrawal-form-to = Til: { $seller }, { $address }, { $email }
withdrawal-form-text = Eg gir med dette melding om at eg går frå avtalen om kjøp av medlemskap i { $title }.
withdrawal-form-date = Bestilt den (dato)
withdrawal-form-name = Namnet mitt
withdrawal-form-address = Adressa mi
withdrawal-form-email = E-postadressa eg er medlem med
withdrawal-form-today = Dato
withdrawal-form-signature = Underskrift (berre om skjemaet blir sendt på papir)
