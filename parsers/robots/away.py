"""The table of sentences of people who are away, one row a language: `absent`, `back`, `instead`.

Takes nothing; gives `AWAY`. `absent`: that they are away; `back`: until when, or what happens then; `instead`: whom to
ask meanwhile.
Never decides: people say all of these themselves.
"""

from __future__ import annotations

from parsers.robots.phrases import rows

AWAY = (
    *rows(
        "en",
        absent="i am out of|i'm out of|i am currently out|i'm currently out|i am away|i'm away|i am currently away|"
        "i will be out of|i'll be out of|i will be away|i'll be away|i am on vacation|i'm on vacation|"
        "i am on holiday|i'm on holiday|i am on annual leave|i'm on annual leave|i am on leave|i'm on leave|"
        "i am on … leave|i am currently on|i am not in the office|i'm not in the office|i am presently|"
        "i am travelling|i am traveling|i am unavailable|i will be on|i'll be on|i am not available|"
        "i will be unavailable|out of office until|currently out of|i no longer work|i have left|"
        "… is out of the office|… no longer works|… is currently away|… is on vacation|… is no longer with|"
        "our office is closed|our offices are closed|we are closed|the office is closed|i have limited access|"
        "i am out until|i'm out until",
        back="i will return|i'll return|i will be back|i'll be back|i return on|returning on|back in the office|"
        "i will respond|i'll respond|i will reply|i'll reply|i will answer|i will get back|i'll get back|i will read|"
        "i will have limited|with limited access|with no access|i will not have access|i will not be able|"
        "i won't be able|will respond … upon|your mail will be read|your message will be|your email will be|"
        "your e-mail will be|your mail will not be|and will not return until|and will return|i will check",
        instead="if you need immediate|if you require immediate|if you need urgent|if this is urgent|"
        "if your matter is urgent|if it is urgent|if urgent|if your request is urgent|if your message is urgent|"
        "if you have an urgent|for urgent|for immediate|in urgent cases|in case of urgency|in my absence|"
        "during my absence|for anything urgent|for any urgent|in case of an emergency|in an emergency|"
        "please contact … in my absence|in the meantime please|for assistance",
    ),
    *rows(
        "de",
        absent="ich bin … nicht im|ich bin … nicht am|ich bin … abwesend|ich bin … im urlaub|ich bin … in urlaub|"
        "ich bin … außer haus|ich bin … nicht erreichbar|ich bin … nicht im hause|ich befinde mich|ich habe … urlaub|"
        "ich bin derzeit|ich bin zur zeit|ich bin zurzeit|ich bin bis|ich bin vom|ich bin ab|ich bin momentan|"
        "ich bin leider|ich bin aktuell|bin … nicht im|derzeit bin ich|zurzeit bin ich|momentan bin ich|"
        "aktuell bin ich|leider bin ich|unser büro ist|unser betrieb ist|wir haben … urlaub|wir haben betriebs|"
        "ich arbeite nicht mehr|… ist nicht mehr|… ist … nicht im haus|bis … bin ich nicht|vom … bin ich nicht|"
        "ich bin heute nicht|ich werde … nicht im",
        back="ab dem … bin ich wieder|ich bin ab … wieder|ich bin am … wieder|ich werde ihre|ich werde deine|"
        "ihre nachricht wird|ihre e-mail wird|ihre mail wird|ihre mails werden|ihre e-mails werden|ich melde mich|"
        "nach meiner rückkehr|eine weiterleitung|meine mails werden|meine e-mails werden|e-mails werden|mails werden|"
        "ihre email wird|gerne beantworte ich|diese mail wird|emails werden",
        instead="in dringenden|bei dringenden|in eiligen|bei eiligen|in meiner abwesenheit|"
        "während meiner abwesenheit|für dringende|wenden sie sich|bitte wenden sie|bitte kontaktieren|im notfall|"
        "in notfällen|meine vertretung|meine kollegin|mein kollege|vertretung|bei rückfragen|"
        "sollte ihr anliegen dringend",
    ),
    *rows(
        "nl",
        absent="ik ben … afwezig|ik ben … niet aanwezig|ik ben … niet op kantoor|ik ben … met vakantie|"
        "ik ben … op vakantie|ik ben … niet bereikbaar|ik ben momenteel|ik ben tot|ik ben van|op dit moment ben ik|"
        "momenteel ben ik|ons kantoor is|wij zijn gesloten",
        back="ik ben … weer|ik ben … terug|na mijn terugkomst|uw bericht wordt|uw e-mail wordt|uw mail wordt|ik zal uw",
        instead="voor dringende|in dringende|bij dringende|voor spoed|bij spoed|in mijn afwezigheid|"
        "tijdens mijn afwezigheid|in geval van nood|u kunt contact|neem contact op",
    ),
    *rows(
        "fr",
        absent="je suis absent|je suis actuellement|je suis en congé|je suis en vacances|je suis en déplacement|"
        "je suis hors|je serai absent|je serai en|je ne suis pas|je suis en arrêt|je suis en formation|absent du|"
        "absente du|absent jusqu|je suis indisponible|actuellement absent|actuellement en congé|nos bureaux sont|"
        "nous sommes fermés|je ne travaille plus|… ne travaille plus|… est absent",
        back="je serai de retour|de retour le|je répondrai|je vous répondrai|je prendrai connaissance|je reviendrai|"
        "dès mon retour|à mon retour|je traiterai|votre message sera|je consulterai",
        instead="en cas d'urgence|pour toute urgence|en mon absence|pendant mon absence|durant mon absence|"
        "si votre demande est urgente|vous pouvez contacter|vous pouvez joindre|merci de contacter|"
        "veuillez contacter|pour toute question urgente",
    ),
    *rows(
        "es",
        absent="estoy fuera|me encuentro fuera|me encuentro de|estoy de vacaciones|estaré fuera|estaré ausente|"
        "estaré de|estoy ausente|actualmente estoy|actualmente me encuentro|no estoy en|no estaré|nuestra oficina|"
        "estamos cerrados|ya no trabajo|… ya no trabaja|en estos momentos no|me encontraré",
        back="regreso el|regresaré|volveré|estaré de vuelta|a mi regreso|a mi vuelta|responderé|le responderé|"
        "contestaré|atenderé",
        instead="en caso de urgencia|en caso urgente|en caso de emergencia|para asuntos urgentes|para temas urgentes|"
        "para cualquier urgencia|en mi ausencia|durante mi ausencia|si es urgente|si su consulta es urgente|"
        "si necesita|puede contactar|por favor contacte",
    ),
    *rows(
        "pt",
        absent="estou fora|estou ausente|estou de férias|encontro-me ausente|encontro-me fora|encontro-me de|"
        "estarei fora|estarei ausente|estarei de férias|estarei em|não estou no|estou em férias|no momento estou|"
        "no momento não|não trabalho mais|… não trabalha mais|o nosso escritório|nosso escritório",
        back="retorno em|retornarei|regresso a|regressarei|voltarei|estarei de volta|responderei|assim que retornar|"
        "assim que possível responderei|quando regressar",
        instead="em caso de urgência|em caso de emergência|em caso urgente|para assuntos urgentes|na minha ausência|"
        "durante a minha ausência|durante minha ausência|se for urgente|por favor contacte|"
        "por favor entre em contato|favor contatar",
    ),
    *rows(
        "it",
        absent="sono fuori|sono assente|sono in ferie|sarò assente|sarò fuori|sarò in ferie|non sono in ufficio|"
        "sono attualmente|al momento sono|attualmente sono|mi trovo fuori|sono in vacanza|sono in maternità|"
        "i nostri uffici|il nostro ufficio|non lavoro più|… non lavora più",
        back="rientrerò|rientro il|sarò di ritorno|tornerò|al mio rientro|al mio ritorno|risponderò|le risponderò|"
        "leggerò|sarò di nuovo",
        instead="in caso di urgenza|in caso di emergenza|per urgenze|per questioni urgenti|per comunicazioni urgenti|"
        "in mia assenza|durante la mia assenza|nel frattempo|se urgente|per qualsiasi urgenza|potete contattare|"
        "può contattare|si prega di contattare",
    ),
    *rows(
        "pl",
        absent="jestem poza|jestem nieobecn|jestem na urlopie|jestem obecnie|przebywam na urlopie|przebywam poza|"
        "przebywam obecnie|będę nieobecn|będę na urlopie|będę poza|obecnie jestem|obecnie przebywam|w dniach|"
        "nie ma mnie|nie pracuję już|nasze biuro|do dnia … przebywam|od … przebywam",
        back="wracam|wrócę|będę dostępn|odpowiem|po powrocie|na wiadomości odpowiem|odpiszę",
        instead="w sprawach pilnych|w pilnych sprawach|w razie pilnych|w pilnych przypadkach|w nagłych|"
        "w czasie mojej nieobecności|podczas mojej nieobecności|pod moją nieobecność|proszę o kontakt|zastępuje mnie",
    ),
    *rows(
        "cs",
        absent="jsem mimo|jsem na dovolené|jsem momentálně|jsem nepřítom|do … jsem na dovolené|momentálně jsem|"
        "nejsem v kanceláři|budu mimo|budu na dovolené|od … jsem|čerpám dovolenou|v současné době jsem|nebudu přítom|"
        "mám dovolenou",
        back="vrátím se|budu zpět|po návratu|odpovím|na e-maily odpovím|zpět v kanceláři",
        instead="v naléhavých|v neodkladných|v případě naléhav|v nutných|v urgentních|v mé nepřítomnosti|"
        "zastupuje mě|zastupuje mne|kontaktujte prosím|obracejte se",
    ),
    *rows(
        "sk",
        absent="som mimo|som na dovolenke|som momentálne|momentálne som|nie som v kancelárii|budem mimo|"
        "budem na dovolenke|čerpám dovolenku|do … som na dovolenke|od … som|v súčasnosti som",
        back="vrátim sa|budem späť|po návrate|odpoviem",
        instead="v naliehavých|v neodkladných|v súrnych|v prípade naliehav|v urgentných|v mojej neprítomnosti|"
        "zastupuje ma|kontaktujte prosím|obráťte sa",
    ),
    *rows(
        "hu",
        absent="jelenleg nem vagyok|szabadságon vagyok|házon kívül vagyok|nem vagyok az irodában|"
        "jelenleg szabadságon|nem tartózkodom|irodán kívül vagyok|… szabadságon vagyok|távol vagyok|"
        "jelenleg házon kívül",
        back="visszatérek|visszaérkezésem|legközelebb|ismét elérhető|visszatérésem|válaszolok|válaszolni fogok",
        instead="sürgős esetben|sürgős ügyben|távollétemben|távollétem alatt|halaszthatatlan|kérem keresse|"
        "kérem forduljon",
    ),
    *rows(
        "ro",
        absent="sunt în concediu|sunt plecat|în prezent sunt|momentan sunt|nu sunt la birou|voi fi plecat|"
        "voi fi în concediu|mă aflu în concediu|nu mă aflu|sunt în afara",
        back="voi reveni|revin la|voi răspunde|mă întorc|la întoarcere|după revenire",
        instead="pentru urgențe|în caz de urgență|pentru probleme urgente|în absența mea|în lipsa mea|"
        "pe durata absenței|vă rog să contactați|vă rugăm să contactați",
    ),
    *rows(
        "sv",
        absent="jag är … på semester|jag är … inte på|jag är ledig|jag är borta|jag är bortrest|jag är frånvarande|"
        "jag är för närvarande|jag är tillbaka|jag har semester|just nu är jag|för tillfället är jag|jag är ej på|"
        "jag är inte på kontoret|jag är föräldraledig|vi har semesterstängt|vi har stängt",
        back="jag är tillbaka|jag är åter|åter på kontoret|jag svarar på|jag läser min|jag kommer att svara|"
        "ditt mail kommer|ditt meddelande kommer|din e-post kommer",
        instead="vid brådskande|i brådskande|för brådskande|vid akuta|under min frånvaro|är ditt ärende brådskande|"
        "om ditt ärende är brådskande|kontakta gärna|vänligen kontakta|vid frågor kontakta",
    ),
    *rows(
        "da",
        absent="jeg er … på ferie|jeg er … ikke på|jeg holder ferie|jeg er bortrejst|jeg er fraværende|"
        "jeg er i øjeblikket|jeg er på ferie|jeg er ikke på kontoret|jeg har ferie|jeg er på barsel|vi holder lukket|"
        "kontoret er lukket|jeg er desværre",
        back="jeg er tilbage|jeg er retur|jeg vender tilbage|jeg svarer på|tilbage på kontoret|din mail vil|"
        "jeg besvarer|din mail bliver",
        instead="i hastende|ved hastende|haster det|hvis det haster|i mit fravær|under mit fravær|er det akut|"
        "kontakt venligst|du kan kontakte|venligst kontakt",
    ),
    *rows(
        "no",
        absent="jeg er … på ferie|jeg er … ikke på|jeg er bortreist|jeg er fraværende|jeg er for tiden|"
        "jeg er på ferie|jeg er ikke på kontoret|jeg har ferie|jeg er ute av kontoret|jeg er borte|"
        "jeg er i permisjon|kontoret er stengt|jeg er for øyeblikket",
        back="jeg er tilbake|tilbake på kontoret|jeg svarer på|jeg vil svare|jeg kommer tilbake|e-posten vil bli|"
        "din e-post vil",
        instead="ved hastesaker|i hastesaker|haster det|hvis det haster|i mitt fravær|under mitt fravær|"
        "ved behov for|vennligst kontakt|ta kontakt med|ved spørsmål kontakt",
    ),
    *rows(
        "fi",
        absent="olen lomalla|olen poissa|olen … lomalla|olen … poissa|en ole paikalla|en ole toimistolla|"
        "en ole tavoitettavissa|olen vuosilomalla|olen matkoilla|olen tällä hetkellä|olen äitiyslomalla|"
        "olen vanhempainvapaalla|toimistomme on suljettu",
        back="palaan|vastaan viestiisi|palaan töihin|luen sähköpost|olen takaisin|vastaan sähköpost|viestiäsi ei",
        instead="kiireellisissä|kiireisissä|kiireellisessä|jos asiasi on kiireellinen|poissaollessani|"
        "poissaoloni aikana|lomani aikana|ota yhteyttä|voit olla yhteydessä|minua sijaistaa",
    ),
    *rows(
        "ru",
        absent="я нахожусь в отпуске|я в отпуске|нахожусь в отпуске|меня нет|я отсутствую|я буду отсутствовать|"
        "в настоящее время я|я сейчас в отпуске|сейчас я|я нахожусь|я временно|отсутствую до|в данный момент я|"
        "в данный момент нахожусь|наш офис|я больше не работаю|… больше не работает|я не в офисе",
        back="я вернусь|вернусь|буду на месте|отвечу|я отвечу|по возвращении|после возвращения|смогу ответить|"
        "ваше письмо будет",
        instead="по срочным|в срочных|по всем вопросам|по неотложным|в моё отсутствие|в мое отсутствие|"
        "на время моего отсутствия|в случае срочной|если вопрос срочный|в экстренных|пожалуйста обращайтесь|"
        "меня замещает|по вопросам",
    ),
    *rows(
        "uk",
        absent="я у відпустці|я перебуваю|перебуваю у відпустці|мене немає|я відсутн|наразі я|зараз я|я буду відсутн|"
        "я знаходжусь у відпустці|у відпустці до",
        back="я повернуся|повернуся|відповім|я відповім|після повернення|буду на місці",
        instead="з термінових|у термінових|з невідкладних|за моєї відсутності|на час моєї відсутності|"
        "під час моєї відсутності|будь ласка звертайтеся|мене заміщає|у разі термінової",
    ),
    *rows(
        "bg",
        absent="аз съм в отпуск|в отпуск съм|извън офиса съм|отсъствам|ще отсъствам|в момента съм|"
        "в момента отсъствам|до … съм в отпуск|ще бъда в отпуск",
        back="ще се върна|ще отговоря|след завръщането|връщам се",
        instead="при спешни|за спешни|при спешност|в мое отсъствие|по време на отсъствието|моля свържете се",
    ),
    *rows(
        "hr",
        absent="nisam u uredu|na godišnjem sam|na godišnjem odmoru sam|odsutan sam|odsutna sam|trenutno sam|"
        "trenutno nisam|izvan ureda sam|do … sam na godišnjem|nalazim se na|van kancelarije sam|nisam u kancelariji|"
        "na odmoru sam|odsutan sam do",
        back="vraćam se|vratit ću se|odgovorit ću|javit ću se|po povratku|odgovoriću|vratiću se",
        instead="za hitne|u hitnim|u slučaju hitnosti|za vrijeme moje odsutnosti|u mojoj odsutnosti|tijekom moje|"
        "molim kontaktirajte|molimo kontaktirajte|obratite se|u mom odsustvu",
    ),
    *rows(
        "sl",
        absent="sem na dopustu|odsoten sem|odsotna sem|trenutno sem|trenutno nisem|nisem v pisarni|do … sem odsot|"
        "do … sem na dopustu|na dopustu sem",
        back="vrnem se|odgovoril bom|odgovorila bom|ob vrnitvi|po vrnitvi|dosegljiv",
        instead="v nujnih|za nujne|v primeru nujn|v moji odsotnosti|med mojo odsotnostjo|obrnite se|"
        "prosim kontaktirajte",
    ),
    *rows(
        "el",
        absent="απουσιάζω|βρίσκομαι σε άδεια|είμαι εκτός|λείπω|θα απουσιάζω|θα λείπω|βρίσκομαι εκτός|είμαι σε άδεια|"
        "αυτή τη στιγμή",
        back="θα επιστρέψω|επιστρέφω|θα απαντήσω|θα σας απαντήσω|με την επιστροφή",
        instead="για επείγοντα|για κάτι επείγον|σε περίπτωση|για επείγουσες|κατά την απουσία|παρακαλώ επικοινωνήστε|"
        "μπορείτε να επικοινωνήσετε",
    ),
    *rows(
        "tr",
        absent="ofis dışındayım|izindeyim|yıllık izindeyim|şu anda ofis|şu an ofis|… izinde olacağım|tatildeyim|"
        "… tarihleri arasında|ofiste değilim|şu anda izindeyim|… yıllık izindeyim|… ofis dışında",
        back="döneceğim|dönüşümde|… geri döneceğim|döndüğümde|… dönüş yapacağım|… ofiste olacağım",
        instead="acil durum|acil konu|acil bir|yokluğumda|bu süre içinde|bu süre zarfında|acil ise",
    ),
    *rows(
        "et",
        absent="olen puhkusel|viibin puhkusel|olen kontorist|ei ole kontoris|viibin eemal|olen hetkel|olen eemal|"
        "olen kuni",
        back="olen tagasi|vastan|naasen|tulen tagasi",
        instead="kiireloomuliste|kiirete küsimuste|kiire küsimuse|minu äraolekul|kiiretes küsimustes|palun pöörduge",
    ),
    *rows(
        "lv",
        absent="esmu atvaļinājumā|atrodos atvaļinājumā|esmu prombūtnē|neesmu birojā|pašlaik esmu|šobrīd esmu|"
        "būšu prombūtnē",
        back="atgriezīšos|atbildēšu|pēc atgriešanās|būšu atpakaļ",
        instead="steidzamos|steidzamu|manas prombūtnes laikā|lūdzu sazinieties|lūdzu vērsieties",
    ),
    *rows(
        "lt",
        absent="esu atostogose|šiuo metu esu|šiuo metu atostogauju|atostogauju|nesu biure|manęs nebus|"
        "būsiu atostogose|iki … atostogauju",
        back="grįšiu|atsakysiu|grįžęs|grįžusi|atsakysiu grįž",
        instead="skubiais|dėl skubių|skubiu atveju|mano atostogų metu|prašome kreiptis|prašau kreiptis|man nesant",
    ),
    *rows(
        "ja",
        absent="現在不在|只今不在|ただいま不在|不在にしております|不在にして|現在休暇|休暇中|休暇をいただいて|"
        "休暇を頂|出張のため|出張中|外出しております|…不在にしております|…不在にしています|…休暇をいただいて|"
        "…休暇を取得|…休業|…お休みをいただ|…出張しております|…外出しております|…退職いたしました|…退職しました",
        back="戻り次第|帰社後|出社後|後日|…以降にご|…以降に返信|…以降のご|…までに返信|休暇明け|…に出社|…以降のご対応|"
        "…からの対応",
        instead="お急ぎの|緊急の|至急の|急ぎの|不在中|代理|お急ぎで|緊急時|緊急のご",
    ),
    *rows(
        "zh",
        absent="我目前不在|我正在休假|我在休假|我现在不在|我現在不在|我不在办公室|我不在辦公室|本人正在|本人目前|"
        "我正在外出|我将于|我休假|我外出|本人因|我目前正在|我已离职|我已離職|我最近正在休假|我出差|我正在出差|"
        "我目前正在休假|本人休假|…休假中|…不在办公室",
        back="我会尽快|我會盡快|我将尽快|我將盡快|我会在|回来后|回來後|返回后|我将在|待我|…尽快给您回复|…儘快回覆|"
        "无法及时|無法及時|…再回复您",
        instead="如有紧急|如有緊急|如有急事|紧急事务|緊急事務|如需紧急|如遇紧急|若有急事|若有緊急|如果有紧急|"
        "如果紧急|急事请|急事請",
    ),
    *rows(
        "ko",
        absent="현재 부재|부재중입니다|휴가 중|현재 휴가|출장 중|현재 출장|…부재중입니다|…휴가 중입니다|"
        "…부재 중입니다|…휴가입니다|…출장 중입니다|저는 현재|…자리를 비",
        back="복귀 후|돌아온 후|복귀하는 대로|…복귀 예정|…이후에 회신|…후 회신|…회신드리겠습니다|…답변드리겠습니다",
        instead="급한 용무|긴급한|급한 일|급하신|부재중에는|업무 관련|긴급 연락|급한 사항|급한 업무",
    ),
    *rows(
        "he",
        absent="אני נמצא בחופשה|אני נמצאת בחופשה|אני בחופשה|אני מחוץ למשרד|אני לא במשרד|אני נמצא מחוץ|איני נמצא|אינני",
        back="אחזור|אשוב|אענה|אשיב",
        instead="במקרה דחוף|לעניינים דחופים|במקרים דחופים|בהיעדרי|לנושאים דחופים|בזמן היעדרי",
    ),
    *rows(
        "ar",
        absent="أنا خارج المكتب|أنا في إجازة|أنا حاليا|أنا حاليًا|سأكون خارج|سأكون في إجازة|لست في المكتب|"
        "أنا غير متواجد",
        back="سأعود|سوف أعود|سأرد|سوف أرد|عند عودتي|بعد عودتي",
        instead="في الحالات العاجلة|في حالة الطوارئ|للأمور العاجلة|للحالات العاجلة|أثناء غيابي|خلال غيابي|"
        "إذا كان الأمر",
    ),
    *rows(
        "vi",
        absent="tôi hiện đang|tôi đang nghỉ|tôi sẽ vắng mặt|hiện tại tôi|tôi không có mặt|tôi vắng mặt|"
        "tôi đang đi công tác",
        back="tôi sẽ trở lại|tôi sẽ phản hồi|tôi sẽ trả lời|khi trở lại|tôi sẽ quay lại",
        instead="trong trường hợp khẩn cấp|nếu có việc gấp|nếu khẩn cấp|trong thời gian này|mọi vấn đề khẩn",
    ),
    *rows(
        "th",
        absent="ขณะนี้ไม่อยู่|ขณะนี้ฉัน|ขณะนี้ผม|ไม่อยู่ที่สำนักงาน|อยู่ในช่วงลา|ลาพักร้อน",
        back="จะกลับมา|จะติดต่อกลับ|จะตอบกลับ",
        instead="หากเป็นเรื่องด่วน|กรณีเร่งด่วน|หากมีเรื่องด่วน|ในกรณีเร่งด่วน",
    ),
    *rows(
        "id",
        absent="saya sedang cuti|saya sedang tidak|saat ini saya|saya sedang berada|saya akan cuti|saya tidak berada|"
        "saya sedang berlibur",
        back="saya akan kembali|saya akan membalas|kembali pada|saya akan merespons",
        instead="untuk hal mendesak|untuk keperluan mendesak|jika mendesak|dalam keadaan darurat|selama saya tidak|"
        "untuk urusan mendesak",
    ),
)
