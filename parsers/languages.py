"""The table of words by which languages are told apart, one row a language.

Takes nothing; gives `LANGUAGES`: the words that carry everyday sentences, and those of letters to a help desk.
Never holds a word for its meaning: a word may stand in many rows, and weighs less in each.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`code`: ISO 639-1. `letters`: what it writes beside the letters that all of its script share. `words`: folded."""

    code: str
    letters: str
    words: frozenset[str]


def _row(code: str, letters: str, words: str) -> Language:
    return Language(code, letters, frozenset(words.split()))


LANGUAGES: tuple[Language, ...] = (
    _row(
        "en",
        "",
        "the of and to in is you that it he was for on are as with his they i at be this have from or one had by but "
        "not what all were we when your can said there use an each which she do how their if will up other about out "
        "many then them these so some her would make like him into time has look two more go see no way could my "
        "than been who its now did get may just don't doesn't can't isn't it's i'm i've we're won't please hello hi "
        "dear thanks thank help order invoice account password error again still does any our us need want since "
        "yesterday today after before because working works work should where why here got cannot regards best "
        "sincerely am very problem issue email file",
    ),
    _row(
        "de",
        "äöüß",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
        "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor "
        "zur bis mehr durch man sein wurde sei ich wir ihr mir mich uns ihnen ihre ihrer meine mein meinen kann "
        "können bitte danke hallo guten tag morgen seit gestern heute leider keine kein wenn was wo warum wann schon "
        "immer wieder jetzt sehr geehrte damen herren grüße grüßen freundlichen rechnung bestellung konto kennwort "
        "passwort fehler funktioniert geht muss möchte würde habe hatte diese dieser dieses doch da dann hier nichts "
        "etwas beim anmelden vielen dank",
    ),
    _row(
        "nl",
        "éëïöüèóĳ",
        "de van het een en in is dat op te zijn met voor niet die aan er om ook dan maar bij uit door naar heeft hij "
        "ik wij we ze als nog wel of kan worden werd hebben was over had zou u uw mijn ons onze jullie je dit deze "
        "geen meer al toen wat waar hoe waarom wanneer graag alvast bedankt dank groet groeten vriendelijke beste "
        "hallo goedemorgen goedemiddag gisteren vandaag sinds rekening factuur bestelling wachtwoord inloggen werkt "
        "fout foutmelding kunt kunnen moet wil willen heb hebt krijg weer nu veel zo tot mij hem haar hun na toch "
        "nieuwe even sturen ontvangen helaas iets niets",
    ),
    _row(
        "fr",
        "àâæçéèêëîïôœùûü",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son "
        "mais comme on aux nous cette ont ses être fait elle sa tout leur vous je me mon ma mes votre vos notre nos "
        "j'ai c'est n'est qu'il d'un d'une l'on y si bonjour merci cordialement salutations madame monsieur pouvez "
        "peux puis depuis hier aujourd'hui toujours encore facture commande compte mot passe erreur fonctionne "
        "marche bien très aussi même sans sous entre après avant quand comment pourquoi où plusieurs lors chez été "
        "avez avons suis faire problème aide d'avance impossible lorsque ça cela",
    ),
    _row(
        "es",
        "áéíóúñü",
        "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin "
        "sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque "
        "qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora hola "
        "buenos días buenas tardes gracias saludos favor factura pedido cuenta contraseña error funciona puedo "
        "necesito tengo ayuda hacer ayer hoy estoy usted ustedes les nuestro nuestra cómo dónde cuándo problema "
        "correo podría quiero he hemos aún todavía sido estos esos cual cualquier usuario página nueva nuevo siempre "
        "nunca nada alguien algo paquete envío pagué pagado mes semana otra otro otros mediante debe deben pueden "
        "llegado llegó recibí recibido estaba",
    ),
    _row(
        "pt",
        "áâãàçéêíóôõúü",
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
        "sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos "
        "ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos havia "
        "seja qual será nós tenho olá bom dia boa tarde obrigado obrigada atenciosamente cumprimentos fatura pedido "
        "conta senha erro funciona consigo preciso ajuda fazer ontem hoje agora estou vocês nossa nosso problema "
        "favor gostaria posso ainda desde porque onde isto",
    ),
    _row(
        "it",
        "àèéìíòóù",
        "di e il che la in a per un è del non sono una le si da con i al dei come più ma nel anche della alla ha o "
        "gli lo se ci questo mi delle ho dal suo sua loro essere stato questa quando era dalla cosa nella molto dopo "
        "solo fatto ancora tra tutti tutto senza quello ogni c'è già prima dove perché qui così mio mia vostro "
        "vostra nostro buongiorno buonasera salve grazie saluti cordiali distinti fattura ordine conto account "
        "errore funziona posso può potete vorrei bisogno aiuto fare ieri oggi ora sto abbiamo avete hanno stiamo "
        "gentile problema dell' l'ho riesco dell'ordine degli sui sulla alle agli però invece stati state quale "
        "qualsiasi utente pagina nuova nuovo sempre mai nulla niente qualcuno qualcosa pacco spedizione pagato "
        "giorni mese settimana altra altro altri tramite deve devono possono posta arrivato arrivata ricevuto "
        "ricevuta ero potreste",
    ),
    _row(
        "ca",
        "àçéèíïóòúü",
        "de la el i a que en les els un una per no és amb del al se ha van ser com més però va seu seva aquest "
        "aquesta dels també si ja són hi era tot fins quan només sobre entre sense molt bé bon dia gràcies "
        "salutacions factura comanda compte contrasenya error funciona puc necessito tinc ajuda fer ahir avui ara "
        "estic vostè nosaltres nostre hola des d'ahir això perquè què està meva meu pot podeu vull hem heu encara "
        "ens us cap qui plau ho tan allà aquí dies setmana paquet enviament pagament vaig he rebut rebre correu "
        "sempre mai res algú moment mateix nou nova segur hauria fa fan molta molts algun alguna mes any dos dues "
        "vegada vegades aleshores doncs vosaltres teniu tenim",
    ),
    _row(
        "pl",
        "ąćęłńóśźż",
        "w i na z się nie do to jest że o jak za od po co przez ale dla jego czy już tak a ze są który która które "
        "być przy też oraz tylko jej pod ich tym go może bardzo był była było mi mnie mam mój moja moje mogę proszę "
        "dziękuję dzień dobry witam pozdrawiam poważaniem szanowni państwo państwa faktura fakturę fakturze "
        "zamówienie zamówienia konto konta hasło błąd działa wczoraj dzisiaj dziś teraz kiedy gdzie dlaczego "
        "ponieważ nadal jeszcze pan pani nas nam wam można problem pomoc chciałbym chciałabym zostało został tego "
        "tej temu wiadomość lecz żeby ani lub tych którego których została zostały będzie będą musi chcę mogą swoje "
        "swój każdy zawsze nigdy nic ktoś coś paczka paczkę przesyłka przesyłki towar zapłaciłem zapłaciłam dni "
        "miesiąc ponownie wciąż moim moją strona strony stronie nowy nowe hasła",
    ),
    _row(
        "cs",
        "áčďéěíňóřšťúůýž",
        "a se v na je že to s z do o k i jako za by ale si po jsem jsme jste jsou tak ve který která které co už "
        "nebo při jeho od až pro jak aby podle být byl byla bylo není nám vám mi mě můj moje moji mám můžete mohu "
        "prosím děkuji dobrý den pozdravem zdravím faktura fakturu objednávka objednávku účet heslo chyba chybu "
        "funguje nefunguje nejde včera dnes teď kdy kde proč protože stále ještě také jen tento tato toto bude budou "
        "však než pokud pomoc chtěl chtěla bych problém nemohu nelze přihlásit vás dostal zpráva této kterou vaši "
        "může potřebuji zda což ze své svůj bez tedy takže něco nic nikdo zrušit chcete opravdu přes jejich všechny "
        "všech musí vaše tuto tomto účtu znovu prosíme zásilka zásilku zboží přišla přišel zaplatil zaplatila dní "
        "měsíc pořád mohl mohla byste někdo všechno několik žádná žádný žádné týden rok dva tři dostali poslat "
        "pošlete napsat volal volala",
    ),
    _row(
        "sk",
        "áäčďéíĺľňóôŕšťúýž",
        "a sa v na je že to s z do o k i ako za by ale si po som sme ste sú tak vo ktorý ktorá ktoré čo už alebo pri "
        "jeho od až pre aby podľa byť bol bola bolo nie nám vám mi ma môj moja moje mám môžete môžem prosím ďakujem "
        "dobrý deň pozdravom faktúra faktúru objednávka objednávku účet heslo chyba chybu funguje nefunguje nejde "
        "včera dnes teraz kedy kde prečo pretože stále ešte tiež len tento táto toto bude budú však než ak pomoc "
        "chcel chcela problém nemôžem nedá prihlásiť vás dostal správa tejto ktorú vašu môže potrebujem či zo svoje "
        "svoj bez teda takže niečo nič nikto zrušiť chcete naozaj cez ich všetky všetkých musí vaše túto tomto účtu "
        "znova prosíme zásielka zásielku tovar prišla prišiel zaplatil zaplatila dní mesiac mohol mohla niekto "
        "všetko niekoľko žiadna žiadny žiadne týždeň rok dva tri dostali poslať pošlite napísať volal volala",
    ),
    _row(
        "hu",
        "áéíóöőúüű",
        "a az és hogy nem is egy ez meg csak de már van volt még mint ki el ha azt ezt kell lehet vagy mert most én "
        "mi ők ön önök jó napot kívánok kedves tisztelt üdvözlettel köszönöm köszönettel kérem szépen számla számlát "
        "rendelés rendelésem rendelést fiók fiókom jelszó jelszavam hiba működik tegnap óta ma sem tudok tudom tudja "
        "szeretném szeretnék mikor hol miért hogyan nagyon minden után alatt amikor ami aki arra erre nincs lesz "
        "lett vele nekem segítség probléma tudnak sajnos kaptam kapok be le fel",
    ),
    _row(
        "ro",
        "ăâîșțşţ",
        "de și în a la cu pe nu se o un care că din este pentru mai au sunt fost ce prin dar sau ca al ai am fi s-a "
        "fără după între când cum unde foarte aceasta acest această acum bună ziua vă mulțumesc mulțumim stimă "
        "respect salut factura factură comanda comandă comenzii contul cont parola eroare funcționează merge pot "
        "poate puteți vreau ieri azi astăzi încă mea meu mele noastre nostru dumneavoastră rog ajutor problemă "
        "problema trebuie ați avem are fac doar aș dori deja nici si va imi îmi cel cea cei cele acestui acestei "
        "orice utilizator pagina nouă nou mereu niciodată nimic cineva ceva colet coletul plătit zile lună săptămână "
        "altă alt alte ajuns primit primi era aveam",
    ),
    _row(
        "hr",
        "čćđšž",
        "i u je se na da za su a od s ne o ili kao koji koja koje što bi sam smo ste iz nije te po će samo ako već "
        "još ali ima biti bilo bio bila može možete mogu molim hvala dobar dan poštovani pozdrav lijep srdačan račun "
        "računa narudžba narudžbu narudžbe lozinka lozinku zaporka greška grešku radi jučer danas sada kada gdje "
        "zašto zato jer također tijekom prije poslije nakon ovaj ova ovo moj moja moje naš vam nam mi me vas uvijek "
        "netko nešto trebam želim problem pomoć korisnik tjedan vrijeme tko htio dobio dobila kako nitko uvjeti "
        "uvjet sustav sustava mrežna datoteka poslužitelj korisničko korisnički obavijest obavijesti tjedna mjesec "
        "mjeseca mjesto dio vidjeti htjeti htjela uspijevam promijeniti promjena rješenje riješiti riječ dobivam "
        "e-poštu cijena cijene vrijednost unijeli glede siječnja veljače ožujka travnja svibnja lipnja srpnja "
        "kolovoza rujna listopada studenog studenoga prosinca točno općenito izvješće umjesto sljedeći sljedeće "
        "sljedeću bih biste li zaboravili želite sve svoj svoju kojih kojem koristite kreirati prijaviti prijavu "
        "uopće točan nedostaje dostava isporuka naručio naručila stigla stigao tvrtka tvrtku tvrtke pristup njezin "
        "njezina potrebno moguće molimo želimo trebamo imamo otvoriti otvara prikazuje",
    ),
    _row(
        "sr",
        "čćđšž",
        "i u je se na da za su a od s ne o ili kao koji koja koje što šta bi sam smo ste iz nije te po će samo ako "
        "već još ali ima biti bilo bio bila može možete mogu molim hvala dobar dan poštovani pozdrav lep srdačan "
        "račun porudžbina porudžbinu lozinka lozinku šifra greška grešku radi juče danas sada kada gde zašto zato "
        "jer takođe tokom pre posle nakon ovaj ova ovo moj moja moje naš vam nam mi me vas uvek neko nešto treba "
        "želim problem pomoć korisnik nedelja vreme ko hteo dobio dobila kako nisam videti ovde uspem niko uslovi "
        "uslov sistem sistema sajt sajtu fajl obaveštenje nedelje mesec meseca mesto mesta deo vremena uspevam "
        "promeniti promenim promena rešenje rešiti rešen dobijam porudžbine cena cene vrednost uneli saradnja "
        "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra tačno uopšte "
        "izveštaj umesto sledeći sledeće sledeću nalog naloga nalogu mejl mejla mejlom ulogujem izvinite sme bih "
        "biste li zaboravili želite sve svoj svoju kojih kojem koristite stigla stigao poslednji prilikom korisničko "
        "korisnički isporuka naručio naručila firma firmu firme pristup njen moguće molimo želimo trebamo imamo "
        "otvoriti otvorim otvara prikazuje",
    ),
    _row(
        "sl",
        "čšž",
        "in je v na se da za so ne pa z s po ki bi kot tudi od ali sem smo ste iz pri še le do že kaj če ni bil bila "
        "bilo lahko prosim hvala dober dan spoštovani pozdrav lep lepo račun računa naročilo naročila geslo napaka "
        "napako deluje dela včeraj danes zdaj kdaj kje zakaj ker zelo moj moja moje naš vam nam mi me vas potrebujem "
        "želim rad rada bo bodo vse to ta te tega tem kako samo več pred med nekaj težava težavo pomoč uporabnik "
        "teden čas kdo dobil dobila morem prijaviti vaše vaša boste niste nisem nimam imam imate ima nov novo nova "
        "novega vaš vašega vašo svoj svoje svojo ob brez zaradi zato vendar dokler medtem čeprav torej stran strani "
        "uporabniško elektronski pošti pošto pošta naslov naslova pravilno želite pošljite prejel prejela prejeli "
        "hitro pomagate znova računu odpreti oktobra decembra novembra leta vedno jutri dostava paket paketa plačal "
        "plačilo treba podjetje podjetja dostop napačno potrebno prosimo želimo imela moram morate skupaj pomaga "
        "odpre prikaže",
    ),
    _row(
        "tr",
        "çğıöşüâ",
        "ve bir bu da de için ile çok ne daha gibi var olarak sonra kadar ama en ki mi mı değil o ben biz siz sizin "
        "bizim benim her şey şu yok olan oldu olduğu olduğunu nasıl neden nerede zaman bana beni size sizi merhaba "
        "iyi günler sayın teşekkürler teşekkür ederim lütfen saygılarımla fatura faturayı sipariş siparişim "
        "siparişimi hesap hesabım hesabıma şifre şifremi hata çalışmıyor dün bugün şimdi yardım istiyorum alıyorum "
        "ediyorum edemiyorum yapamıyorum bilgi mümkün olur musunuz henüz hala hâlâ tekrar yeni kez göre beri dünden "
        "giriş",
    ),
    _row(
        "fi",
        "äöå",
        "ja on ei se että en oli hän mutta niin kun ovat myös kuin minun minulla sinun te me he jos vain ole olen "
        "olemme olette olla nyt joka jotka mitä mikä miten miksi missä milloin tämä tämän sen sitä jo vielä hei moi "
        "kiitos terveisin ystävällisin lasku laskun laskua tilaus tilauksen tilausta tili salasana salasanan virhe "
        "toimi toimii eilen eilisestä tänään lähtien voi voin voisitteko voitte haluan haluaisin tarvitsen apua "
        "ongelma kanssa kautta mukaan jälkeen ennen kaikki mitään sisään kirjautua pysty saan saanut viesti teidän "
        "teille teiltä sekä tai tulla voidaan sivu sivun uuden uusi tähän siihen siitä olisi voisi hyvää päivää "
        "huomenta vaikka kuitenkin silti asia asiaa asiassa paketti paketin toimitus maksu maksoin joku jokin mikään "
        "välillä sitten viikko viikkoa hetki kertaa tuote tuotteen voitteko viime viikolla sama saman samasta "
        "minulta meiltä heidän hänen kaksi kerran pitää täytyy pitäisi haluamme tarvitsemme yritys yrityksen "
        "uudelleen ensi kuukausi kuukauden soittaa lähettää",
    ),
    _row(
        "sv",
        "åäöé",
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år "
        "ska eller hade mot då nu över bara hon också efter upp få vid skulle hur blir denna detta mycket vad vara "
        "ni er ert mig min mitt mina oss vår våra hej tack hälsningar hälsning vänliga vänlig faktura fakturan "
        "beställning beställningen konto lösenord fel felmeddelande fungerar funkar igår idag sedan kunde får fått "
        "vill behöver hjälp varför någon något inga inget inloggning logga skicka ordern ännu frågar kommer "
        "ingenting telefon telefonen låter gör göra går gick kom fick någonting alltid aldrig varje andra första "
        "sista vecka veckan månad",
    ),
    _row(
        "no",
        "åæøé",
        "og i å det som på er av for med til den har de ikke om et en han men var jeg seg fra vi så kan når år skal "
        "eller hadde mot da nå over bare hun også etter opp få ved ville hvordan blir denne dette mye hva være dere "
        "deres meg min mitt mine oss vår våre hei takk hilsen vennlig faktura fakturaen bestilling bestillingen "
        "konto kontoen passord passordet feil feilmelding fungerer virker går dag siden kunne får fått vil trenger "
        "hjelp hvorfor hvor noen noe ingen logge inn sende ennå fortsatt mvh fremdeles ut gang ikkje beskjed mer "
        "vært blitt gjøre gjør kommer bruker dagen uken måned hjelpe sier e-post e-posten epost ned må først innen "
        "tilbake levering pakke pakken enda betalt betale skrive selv disse sine dem hvis sammen mellom ble både "
        "slik samme hver slette sikker bestilte ønsker legge velg skriv bekreft gjeldende ugyldig gyldig "
        "tilgjengelig gikk kom fikk alltid aldri annen første siste uke telefonen virket høres mobilen",
    ),
    _row(
        "da",
        "æøåé",
        "og i at det som på er af for med til den har de ikke om et en han men var jeg sig fra vi så kan når år skal "
        "eller havde mod da nu over kun hun også efter op få ved ville hvordan bliver denne dette meget hvad være "
        "jer jeres mig min mit mine os vores hej tak hilsen venlig faktura fakturaen bestilling bestillingen ordre "
        "konto adgangskode kodeord fejl fejlmeddelelse fungerer virker går dag siden kunne får fået vil brug hjælp "
        "hvorfor hvor nogen noget ingen logge ind sende endnu stadig mvh gerne blevet ud gang besked lige jo nogle "
        "mere været gøre gør kommer bruger ugen måned hjælpe siger mail mailen ned først inden tilbage levering "
        "pakke pakken betalt betale skrive selv disse deres dem hvis sammen mellem blev både sådan samme hver slette "
        "sikker bestilte købt venligst dog hos skulle bedes ønsker vælg skriv bekræft gældende ugyldig gyldig "
        "tilgængelig hvilken hvornår øjeblikket laver beder gik kom fik altid aldrig anden første sidste uge "
        "telefonen virket lyder",
    ),
    _row(
        "is",
        "áðéíóúýþæö",
        "og að í á er sem til um það ekki við með fyrir af en var ég þú hann hún þið þeir hef hefur hafa eru voru "
        "svo ef eða frá upp út nú þegar hvað hvernig hvers vegna hvar mér minn mín mitt okkur halló góðan daginn "
        "takk kveðja kær reikningur reikning pöntun pöntunin lykilorð villa virkar gær dag síðan get getið vil þarf "
        "hjálp vandamál",
    ),
    _row(
        "et",
        "äõöüšž",
        "ja on ei et ka see mis kui oli ma ta me te nad aga oma või siis ning seda selle minu meie teie mul meil "
        "teil olen oleme olete olla nüüd kas kuidas miks kus millal väga juba veel tere tervist aitäh tänan "
        "lugupidamisega parimate arve arvet tellimus tellimuse tellimust konto parool parooli viga tööta töötab eile "
        "täna alates saan saa saaksite palun soovin vajan abi probleem koos pärast enne kõik midagi sisse logida "
        "pole said kirja ole sest ainult nii ega saate peab uus uue siin selles sellest oleks võiks hommikust "
        "päevast kuigi siiski ikka asja pakk paki tarne makse maksin keegi miski vahel päeva nädal nädalat hetkel "
        "korda toode toote enam",
    ),
    _row(
        "lv",
        "āčēģīķļņšūž",
        "un ir ka no uz ar par es tas kas lai nav bet kā pie vai arī tā tikai mēs jūs viņš viņi man mums jums manu "
        "mans mana jūsu mūsu būt bija esmu esat tagad jau vēl kad kur kāpēc ļoti labdien sveiki paldies cieņu lūdzu "
        "rēķins rēķinu pasūtījums pasūtījumu konts kontu konta parole paroli kļūda kļūdu darbojas nedarbojas strādā "
        "vakar šodien kopš varu nevaru varat vēlos vajag palīdzību problēma pēc pirms viss kaut ko šo šis joprojām "
        "saņēmu saņemu ziņu pieslēgties",
    ),
    _row(
        "lt",
        "ąčęėįšųūž",
        "ir kad į iš tai yra su kaip ne bet o ar aš jis jie mes jūs man mums jums mano mūsų jūsų būti buvo esu dar "
        "jau nuo po prie už apie tik taip pat dabar kada kur kodėl labai laba diena sveiki ačiū dėkoju pagarbiai "
        "prašau sąskaita sąskaitą faktūra faktūrą užsakymas užsakymą užsakymo paskyra paskyros slaptažodis "
        "slaptažodį klaida klaidą veikia neveikia vakar šiandien galiu negaliu galite norėčiau reikia pagalbos "
        "problema viskas ką šis ši šį vis gavau gaunu prisijungti per nes kuris kuri",
    ),
    _row(
        "vi",
        "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "và của là có không được cho một trong với các đã những người này để khi tôi bạn chúng từ đến về như ở ra "
        "vào cũng nhưng hay hoặc vì nếu thì rất nhiều hơn lại còn đang sẽ phải đó đây gì sao thế nào xin chào cảm ơn "
        "kính gửi trân trọng hóa đơn hàng tài khoản mật khẩu lỗi hoạt động hôm qua nay bây giờ giúp muốn cần thể vui "
        "lòng vẫn chưa",
    ),
    _row(
        "id",
        "",
        "yang dan di dari untuk dengan pada ini itu tidak ke adalah dalam akan saya anda kami kita mereka ada bisa "
        "sudah belum juga atau karena oleh sebagai lebih telah dapat harus hanya jika bagaimana mengapa kapan mana "
        "apa halo selamat pagi siang sore malam terima kasih salam hormat mohon tolong faktur tagihan pesanan akun "
        "sandi kata kesalahan berfungsi kemarin hari sekarang masih lagi saat ketika kepada banyak sangat bantuan "
        "masalah ingin perlu silakan bapak ibu sejak email nya tersebut namun agar serta sedang pernah selalu setiap "
        "kembali tetapi tapi menggunakan membuat memberi minggu bulan tahun rusak",
    ),
    _row(
        "sq",
        "ëç",
        "të e në dhe që i për me një nga është nuk se më u ka si por kjo ky janë ishte unë ju ne ata ose edhe vetëm "
        "kur ku pse shumë përshëndetje faleminderit mirë dita ditën respekt fatura faturën porosi porosia llogaria "
        "fjalëkalimi gabim punon dje sot tani mund dua ndihmë problem lutem juaj ime im jam kam keni",
    ),
    _row(
        "ru",
        "йщъыьэюяё",
        "и в не на что я с он а как это по но к из у за от то все она так его же ты мы вы бы мне было только ее её "
        "меня вас вам нас нам еще ещё нет о до для если уже или ни быть был была были при когда где почему чтобы "
        "есть сейчас здравствуйте добрый день спасибо уважением пожалуйста счет счёт заказ заказа заказу пароль "
        "ошибка ошибку ошибки работает вчера сегодня могу можете хочу нужно помощь проблема мой моя мою ваш ваше "
        "этот эта очень потому после перед через письмо получил получила войти этого этом которые который которая "
        "может должен должно их также сайт сайте страница страницы новый новое всегда никогда ничего кто-то что-то "
        "посылка посылку товар оплатил оплатила дней месяц снова моего моей моим своего тоже кабинет логин просьба "
        "подскажите как-то вопрос",
    ),
    _row(
        "uk",
        "йщьюяіїєґ",
        "і в не на що я з він а як це по але до із у за від те все вона так його ж ти ми ви б мені було тільки її "
        "мене вас вам нас нам ще немає о для якщо вже або ні бути був була були при коли де чому щоб є зараз вітаю "
        "добрий день доброго дня дякую повагою ласка будь рахунок замовлення замовленні пароль помилка помилку "
        "помилки працює вчора сьогодні можу можете хочу потрібно допомога допомогу проблема мій моя моє ваш ваше цей "
        "ця дуже тому після перед через лист отримав отримала та й увійти які який яка щоби може повинен повинно їх "
        "також сайт сайті сторінка сторінки новий нове завжди ніколи нічого хтось щось посилка посилку товар оплатив "
        "оплатила днів місяць знову мого моєї моїм свого теж кабінет логін підкажіть питання",
    ),
    _row(
        "be",
        "йыьэюяіўё",
        "і ў не на што я з ён а як гэта па але да із у за ад тое усё яна так яго ж мы вы мне было толькі яе мяне вас "
        "вам нас нам яшчэ няма для калі ужо або быць быў была былі дзе чаму каб ёсць зараз вітаю добры дзень дзякуй "
        "павагай ласка рахунак заказ пароль памылка працуе учора сёння магу можаце хачу трэба дапамога праблема мой "
        "мая ваш вельмі пасля",
    ),
    _row(
        "bg",
        "йщъьюя",
        "и на в да не се за с от че е това са по като но аз той тя те ние вие си го ми ви му ни или до при какво "
        "кога къде защо който която което които още вече само бе беше има няма може много здравейте добър ден "
        "благодаря поздрави моля уважение фактура фактурата поръчка поръчката акаунт профил парола паролата грешка "
        "работи вчера днес сега мога можете искам трябва помощ проблем моят моята моето вашата вашият след преди "
        "през имейл получих ще съм сме сте така как нали във със ме когато могат всички този тази тези нов нова ново "
        "винаги никога нищо някой нещо пратка пратката платих дни месец седмица отново моя мое свой също сайт сайта "
        "страница бих искал искала можем",
    ),
    _row(
        "sr",
        "ђјљњћџ",
        "и у је се на да за су а од с не о или као који која које што шта би сам смо сте из није те по ће само ако "
        "већ још али има бити било био била може можете могу молим хвала добар дан поштовани поздрав рачун поруџбина "
        "поруџбину лозинка лозинку грешка грешку ради јуче данас сада када где зашто јер такође пре после овај ова "
        "ово мој моја моје вам нам ми ме вас треба желим проблем помоћ како нисам",
    ),
    _row(
        "mk",
        "ѓѕјљњќџ",
        "и на во да не се за со од дека е ова по како но јас тој таа тие ние вие си го ми ви му ни или до при што "
        "кога каде зошто кој која кое кои уште веќе само беше има нема може многу здраво добар ден благодарам "
        "поздрав ве молам почит фактура нарачка нарачката сметка лозинка лозинката грешка работи вчера денес сега "
        "можам можете сакам треба помош проблем мојата мојот вашата после пред преку добив ќе сум сме сте така можат "
        "сите овој оваа овие нов нова ново секогаш никогаш ништо некој нешто пратка пратката платив дена месец "
        "недела повторно моја мое свој исто страница бидејќи",
    ),
    _row(
        "ar",
        "ةىأإ",
        "في من على أن إلى هذا لا ما هو مع التي الذي كان عن هذه لم هل لقد شكرا مرحبا يرجى حسابي كلمة المرور",
    ),
    _row(
        "fa",
        "پچژگکی",
        "در از به که این را با است برای آن یک خود تا هم می شود نیست من ما شما سلام لطفا ممنون تشکر حساب رمز عبور "
        "سفارش خطا کار نمی‌کند می‌شود دیروز امروز",
    ),
    _row(
        "ur",
        "ٹڈڑںےھہ",
        "کے میں کی ہے اور سے کا کو نے پر یہ کہ ہیں وہ نہیں بھی آپ شکریہ براہ کرم میرا میری",
    ),
)

# Scripts that one language alone writes, or nearly: first and last character.
SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("ja", "\u3041", "\u30ff"),
    ("ja", "\uff66", "\uff9d"),
    ("zh", "\u3400", "\u9fff"),
    ("ko", "\uac00", "\ud7a3"),
    ("ko", "\u1100", "\u11ff"),
    ("th", "\u0e01", "\u0e5b"),
    ("lo", "\u0e81", "\u0edf"),
    ("he", "\u05d0", "\u05ea"),
    ("el", "\u0386", "\u03ff"),
    ("el", "\u1f00", "\u1fff"),
    ("hy", "\u0531", "\u058f"),
    ("ka", "\u10a0", "\u10ff"),
    ("hi", "\u0904", "\u097f"),
    ("bn", "\u0985", "\u09fb"),
    ("pa", "\u0a05", "\u0a75"),
    ("gu", "\u0a85", "\u0aef"),
    ("ta", "\u0b85", "\u0bfa"),
    ("te", "\u0c05", "\u0c7f"),
    ("kn", "\u0c85", "\u0cf2"),
    ("ml", "\u0d05", "\u0d7f"),
    ("si", "\u0d85", "\u0df4"),
    ("my", "\u1000", "\u109f"),
    ("am", "\u1200", "\u137f"),
    ("km", "\u1780", "\u17ff"),
)
