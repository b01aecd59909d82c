"""Plain words to make pages of; together they mean nothing."""

ADJECTIVES = """
    blank blå brei brun djup dunkel dyr edel ekte enkel fast fersk fin flat fri frisk full gammel glad god
    grå grønn gul halv hard hel høy ivrig jevn kald klar klok kort kvikk lang lav lett liten lun lys mett
    mild modig myk mørk ny nær nøye ordnet pen rask rein rik rolig rund rå rød sann sein skarp smal snill
    solid sort stille stiv stor stram stødig søt tett tom tung tynn tørr ung varm vid vill villig våken våt
    yr åpen åttekantet ærlig øde øvet
""".split()

NOUNS = """
    ask bakke balje benk berg bjørk blad bok bord brev bro brød bue bukt bygd båt dag dal dør eik elv
    eng fang farge fat felt ferje fjell fjord fjære flokk flom flåte foss fugl furu gang gate geit glass
    gran grind grøft gutt gård hage hall hammer hav hegn hest himmel hjørne hode hus hylle hytte høst
    industri jakke jord kai kanne kart kirke klokke klut knapp kniv kopp krok krukke kurv kyst kåpe lampe
    land lauv leir linje luft lykt lås løe mark maske melk mose myr måke måne mølle natt nett nøkkel orm ost
    ovn park penn plan plass port pute regn rein rom rot rype råd røyk saft sag sau seil sekk side sjø skap
    skip sko sky skål slede snø sol spade spann sted stein sti stol strand straum strøm sund sykkel såle
    tak tang teig telt tind tog torg tre tråd tun tømmer uke ull ur vann veg vegg verk vik vind vinter vott
    vår åker ål ånd åre ås ætt øks ørn øy øyr
""".split()

VERBS = """
    banker begynner biter blåser bor brenner bryter bærer dekker deler drar driver dukker eier ender faller
    favner finner flyter flytter fyller følger fører gir gjemmer gløder graver griper gror går heller henger
    henter hever holder hopper hører klatrer klinger knytter koker kommer krever krysser lager legger leier
    ler leter letter ligger lukker lyder lyser låner løfter løper maler merker måler møter nikker når passer
    peker plukker prater prøver pusser raster reiser renner retter ringer ror rydder rører seiler selger
    senker sier sitter skifter skinner skjærer skriver skyver slipper smaker sover sparer spiller spør
    stiger stryker står synger såer søker tar teller tenner tier treffer trekker tørker vanker veier veksler
    velger venter verner viser vokser vrir åpner ønsker øser øver
""".split()

JOINTS = """
    alltid av bak bort der dit ennå ett etter for foran fordi fra før gjennom herfra hos i ifra igjen imot
    inn innenfor jamt langs lenge likevel med mellom mens mot nesten nok når ofte og også om oppe ovenfor
    over overalt på rundt sammen siden snart straks så tett til under ut uten utenfor ved via ytterst
""".split()
