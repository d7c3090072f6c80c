"""The table of subjects that answering programs write, one row a language: `auto`, `away`.

Takes nothing; gives `ABSENCES`. `auto`: what only programs say; `away`: what people who leave say too.
Never decides; see `parsers.robots.subjects` for how phrases are read.
"""

from __future__ import annotations

from parsers.robots.phrases import rows

ABSENCES = (
    *rows(
        "en",
        auto="automatic reply|automatic response|automated reply|automated response|automatically generated reply|"
        "auto reply|auto-reply|autoreply|auto response|auto-response|autoresponse|auto responder|auto-responder|"
        "autoresponder|auto answer|automatic answer|automatic out of office|automatic out of office notification|"
        "out of office autoreply|out of office auto reply|out of office automatic reply|out of office reply|"
        "out-of-office reply|out of office response|out of office notification|out of office message|ooo autoreply|"
        "vacation reply|vacation autoreply|vacation response|vacation responder|vacation message|away message|"
        "automatic notification|auto: … is out of the office|auto: … out of office|auto: re|autoreply re|"
        "automatic acknowledgement|automatic confirmation|automatic receipt",
        away="out of office|out-of-office|out of the office|ooo|ooto|away from the office|away from my desk|"
        "away from my mail|on vacation|on holiday|on annual leave|on leave|annual leave|on maternity leave|"
        "on parental leave|holiday notice|vacation|vacation notice|absence notice|away from email|i am away|"
        "i am out of the office|i'm out of the office|i am on vacation|no longer with|no longer at|not in office|"
        "… is out of the office|office closed|we have received your|we received your|thank you for contacting|"
        "thank you for your email|thank you for your message|thanks for contacting|your message has been received|"
        "your email has been received|your request has been received|request received|ticket received|ticket created|"
        "confirmation of receipt|message received|auto:",
    ),
    *rows(
        "de",
        auto="automatische antwort|automatische rückantwort|automatische abwesenheitsnotiz|automatische e-mail|"
        "automatische abwesenheitsmeldung|automatisierte antwort|autom. antwort|auto-antwort|autoantwort|"
        "automatische eingangsbestätigung|automatische benachrichtigung|automatische empfangsbestätigung|"
        "abwesenheitsnotiz|abwesenheitsmeldung|abwesenheitsnachricht|abwesenheitsassistent|abwesenheitsagent|"
        "abwesenheitsbenachrichtigung|abwesenheitsinfo|urlaubsnotiz|urlaubsbenachrichtigung|urlaubsmeldung|"
        "auto: … ist außer haus|auto: … ist abwesend|auto: … ist nicht im büro",
        away="abwesend|abwesenheit|bin im urlaub|ich bin im urlaub|nicht im büro|nicht im haus|außer haus|urlaub|"
        "im urlaub|betriebsurlaub|betriebsferien|nicht am arbeitsplatz|… ist außer haus|eingangsbestätigung|"
        "ihre anfrage|ihre nachricht an|wir haben ihre|vielen dank für ihre|danke für ihre",
    ),
    *rows(
        "nl",
        auto="automatisch antwoord|automatisch afwezigheidsbericht|automatische beantwoording|automatische reactie|"
        "automatisch bericht|automatische ontvangstbevestiging|afwezigheidsbericht|afwezigheidsmelding|"
        "afwezigheidsassistent|automatisch out-of-office",
        away="afwezig|afwezigheid|niet aanwezig|niet op kantoor|vakantie|met vakantie|op vakantie|buiten kantoor|"
        "ontvangstbevestiging",
    ),
    *rows(
        "fr",
        auto="réponse automatique|réponse automatisée|réponse auto|message automatique|notification automatique|"
        "accusé de réception automatique|message d'absence|avis d'absence|notification d'absence|auto: … est absent|"
        "réponse automatique d'absence|absence du bureau automatique|répondeur automatique|"
        "gestionnaire d'absence du bureau|absent du bureau : réponse automatique|réponse d'absence",
        away="absence|absence du bureau|absent|absente|absent(e)|absent du bureau|en congé|en congés|en vacances|"
        "je suis absent|je suis en congé|hors du bureau|… est absent|accusé de réception|confirmation de réception|"
        "nous avons bien reçu|votre demande a bien été|votre message a bien été",
    ),
    *rows(
        "es",
        auto="respuesta automática|respuesta automatica|contestación automática|mensaje automático|autorespuesta|"
        "auto respuesta|auto-respuesta|aviso automático|respuesta automática de ausencia|"
        "respuesta automática fuera de la oficina|notificación automática|auto: … está fuera de la oficina|"
        "acuse de recibo automático",
        away="fuera de la oficina|fuera de oficina|ausente|ausente de la oficina|ausencia|de vacaciones|vacaciones|"
        "estoy fuera de la oficina|aviso de ausencia|… está fuera de la oficina|acuse de recibo|hemos recibido su|"
        "hemos recibido tu",
    ),
    *rows(
        "pt",
        auto="resposta automática|resposta automatica|mensagem automática|autoresposta|auto-resposta|auto resposta|"
        "aviso automático|notificação automática|resposta automática de ausência|confirmação automática",
        away="fora do escritório|fora do escritorio|ausência temporária|ausencia temporária|ausente|ausência|"
        "de férias|férias|em férias|estou de férias|ausente do escritório|mensagem de ausência|recebemos sua|"
        "recebemos a sua|recebemos o seu|recebemos seu",
    ),
    *rows(
        "it",
        auto="risposta automatica|messaggio automatico|risposta automatizzata|autorisposta|auto-risposta|"
        "risponditore automatico|notifica automatica|auto: … è fuori ufficio|risposta automatica fuori sede|"
        "messaggio di assenza|notifica di assenza",
        away="fuori sede|fuori ufficio|fuori dall'ufficio|risposta non al computer|non al computer|assente|assenza|"
        "in ferie|ferie|in vacanza|assente dall'ufficio|sono in ferie|… è fuori ufficio|conferma di ricezione|"
        "abbiamo ricevuto",
    ),
    *rows(
        "sv",
        auto="autosvar|automatiskt svar|automatsvar|automatiskt meddelande|automatiskt frånvaromeddelande|"
        "frånvaromeddelande|automatisk bekräftelse|automatiskt genererat svar|frånvaroassistenten",
        away="frånvaro|frånvarande|ej på kontoret|inte på kontoret|semester|på semester|borta från kontoret|"
        "mottagningsbekräftelse|vi har tagit emot",
    ),
    *rows(
        "da",
        auto="automatisk svar|autosvar|automatisk besked|automatisk svarmail|automatisk fraværsbesked|fraværsbesked|"
        "fraværsmeddelelse|auto-svar|automatisk kvittering",
        away="ikke til stede|fravær|fraværende|ikke på kontoret|på ferie|ferie|ikke til stede på kontoret|"
        "jeg er på ferie|kvittering for modtagelse|vi har modtaget",
    ),
    *rows(
        "no",
        auto="automatisk svar|autosvar|fraværsmelding|fraværsassistent|automatisk fraværsmelding|automatisk melding|"
        "automatisk kvittering|autosvarmelding",
        away="ikke på kontoret|fraværende|borte fra kontoret|på ferie|ikke til stede|bortreist|ute av kontoret|"
        "vi har mottatt",
    ),
    *rows(
        "fi",
        auto="automaattinen vastaus|automaattivastaus|poissaoloilmoitus|automaattinen poissaoloviesti|"
        "automaattinen poissaoloilmoitus|automaattinen viesti|automaattinen kuittaus|automaattinen ilmoitus",
        away="poissa|poissa toimistosta|lomalla|olen lomalla|en ole paikalla|poissaolo|vuosilomalla|"
        "vastaanottokuittaus",
    ),
    *rows(
        "is",
        auto="sjálfvirkt svar|sjálfvirk svörun|sjálfvirkt svarskeyti",
        away="ekki við|í fríi|ekki á skrifstofunni",
    ),
    *rows(
        "pl",
        auto="automatyczna odpowiedź|automatyczna odpowiedz|autoodpowiedź|autoresponder|odpowiedź automatyczna|"
        "automatyczne powiadomienie|automatyczna wiadomość|automatyczne potwierdzenie|auto-odpowiedź|"
        "automatyczna odpowiedź - nieobecność|powiadomienie o nieobecności",
        away="poza biurem|nieobecność|nieobecny|nieobecna|jestem na urlopie|urlop|na urlopie|nieobecność w biurze|"
        "potwierdzenie otrzymania|otrzymaliśmy twoje|otrzymaliśmy państwa",
    ),
    *rows(
        "cs",
        auto="automatická odpověď|automaticka odpoved|automatická odpoveď|automatické upozornění|automatická zpráva|"
        "oznámení o nepřítomnosti|automatická odpověď v nepřítomnosti|automatické potvrzení",
        away="mimo kancelář|mimo pracoviště|nepřítomnost|nepřítomen|nepřítomna|dovolená|na dovolené|jsem na dovolené|"
        "potvrzení přijetí|potvrzení o přijetí",
    ),
    *rows(
        "sk",
        auto="automatická odpoveď|automaticka odpoved|automatická správa|automatické oznámenie|"
        "oznámenie o neprítomnosti|automatické potvrdenie",
        away="mimo kancelárie|neprítomnosť|neprítomný|neprítomná|dovolenka|na dovolenke|som na dovolenke|"
        "potvrdenie prijatia|potvrdenie o prijatí",
    ),
    *rows(
        "hu",
        auto="automatikus válasz|automatikus üzenet|automatikus távolléti üzenet|automatikus értesítés|"
        "automatikus visszaigazolás|házon kívül üzenet|távolléti üzenet|szabadság értesítés",
        away="házon kívül|irodán kívül|szabadságon|szabadság|távollét|szabadságon vagyok|nem vagyok elérhető",
    ),
    *rows(
        "ro",
        auto="răspuns automat|raspuns automat|mesaj automat|notificare automată|răspuns automat absență|"
        "confirmare automată",
        away="absent|absență|în concediu|in concediu|concediu|plecat din birou|absent de la birou|nu sunt la birou",
    ),
    *rows(
        "bg",
        auto="автоматичен отговор|автоматично съобщение|автоматично известие|автоотговор",
        away="извън офиса|в отпуск|отпуск|отсъствие|отсъствам",
    ),
    *rows(
        "hr",
        auto="automatski odgovor|automatska poruka|automatska obavijest|automatski odgovor: odsutan",
        away="izvan ureda|van ureda|odsutan|odsutna|odsutnost|godišnji odmor|na godišnjem odmoru|na godišnjem|"
        "nisam u uredu",
    ),
    *rows(
        "sr",
        auto="аутоматски одговор|аутоматска порука|automatski odgovor|automatska poruka",
        away="ван канцеларије|одсутан|одсуство|на одмору|годишњи одмор|van kancelarije|odsustvo|na godišnjem odmoru",
    ),
    *rows(
        "sl",
        auto="samodejni odgovor|samodejno sporočilo|samodejno obvestilo|avtomatski odgovor|avtomatsko sporočilo",
        away="odsoten|odsotna|odsotnost|zunaj pisarne|na dopustu|dopust|izven pisarne",
    ),
    *rows(
        "el",
        auto="αυτόματη απάντηση|αυτοματοποιημένη απάντηση|αυτόματο μήνυμα|αυτόματη ειδοποίηση|αυτοματη απαντηση",
        away="εκτός γραφείου|απουσία|απουσιάζω|σε άδεια|άδεια|λείπω από το γραφείο",
    ),
    *rows(
        "tr",
        auto="otomatik yanıt|otomatik cevap|otomatik mesaj|otomatik bildirim|otomatik yanit|"
        "ofis dışında otomatik yanıt",
        away="ofis dışında|ofis dışındayım|izinde|izindeyim|yıllık izin|tatildeyim|iş yeri dışında",
    ),
    *rows(
        "ru",
        auto="автоответ|автоматический ответ|автоответчик|автоматическое сообщение|автоматическое уведомление|"
        "автоматическое уведомление об отсутствии|автоматический ответ об отсутствии|автоматическое подтверждение",
        away="вне офиса|нет на месте|не на рабочем месте|отсутствие на рабочем месте|в отпуске|отпуск|я в отпуске|"
        "отсутствую|уведомление об отсутствии|ваше обращение|ваша заявка|мы получили ваше",
    ),
    *rows(
        "uk",
        auto="автоматична відповідь|автовідповідь|автовідповідач|автоматичне повідомлення|автоматичне сповіщення",
        away="поза офісом|у відпустці|відпустка|відсутній|відсутня|немає на місці|я у відпустці",
    ),
    *rows(
        "et",
        auto="automaatvastus|automaatne vastus|automaatne teade|automaatteade|automaatne kinnitus",
        away="kontorist väljas|puhkusel|puhkus|eemal|ei ole kontoris|olen puhkusel",
    ),
    *rows(
        "lv",
        auto="automātiskā atbilde|automātiska atbilde|automātisks paziņojums|automātiskais ziņojums",
        away="ārpus biroja|prombūtne|prombūtnē|atvaļinājumā|atvaļinājums|esmu atvaļinājumā",
    ),
    *rows(
        "lt",
        auto="automatinis atsakymas|automatinis pranešimas|automatinis laiškas|automatinis patvirtinimas",
        away="ne biure|atostogose|atostogos|atostogauju|nesu biure|išvykęs|išvykusi",
    ),
    *rows(
        "ja",
        auto="自動応答|自動返信|自動回答|自動送信|不在通知|自動返信メール|自動応答メール|自動配信|【自動返信】|"
        "【自動送信】|【自動応答】|[自動返信]|不在の自動返信|【自動配信】|不在応答",
        away="不在|不在のお知らせ|休暇のお知らせ|休暇中|出張中|外出中|お問い合わせを受け付けました|"
        "受付完了のお知らせ|お問い合わせありがとうございます|お問い合わせありがとうございました|夏季休業のお知らせ|"
        "年末年始休業",
    ),
    *rows(
        "zh",
        auto="自动回复|自動回覆|自動回復|自动答复|自動答覆|自动应答|系统自动回复|外出自动回复|自動回信|自动回覆|"
        "[自动回复]|【自动回复】|自动通知|系统自动邮件",
        away="不在办公室|外出|休假|我在休假|不在辦公室|外出中|休假通知|外出通知|请假",
    ),
    *rows(
        "ko",
        auto="자동 회신|자동회신|자동 응답|자동응답|자동 답장|부재중 자동 회신|부재중 자동 응답|[자동응답]|"
        "[자동회신]|부재중 알림|자동 메일|[자동 회신]|자동발신",
        away="부재중|부재 중|휴가 중|휴가|외출 중|출장 중|부재 안내|휴가 안내",
    ),
    *rows(
        "he",
        auto="מענה אוטומטי|תשובה אוטומטית|הודעה אוטומטית|תגובה אוטומטית",
        away="מחוץ למשרד|לא במשרד|בחופשה|חופשה|היעדרות",
    ),
    *rows(
        "ar",
        auto="رد تلقائي|رد آلي|الرد التلقائي|رد تلقائى|رسالة تلقائية|الرد الآلي|رسالة آلية",
        away="خارج المكتب|في إجازة|إجازة|خارج العمل",
    ),
    *rows(
        "fa",
        auto="پاسخ خودکار|پیام خودکار",
        away="خارج از دفتر|در مرخصی|مرخصی",
    ),
    *rows(
        "vi",
        auto="trả lời tự động|thư trả lời tự động|tự động trả lời|phản hồi tự động|email tự động",
        away="vắng mặt|đi vắng|nghỉ phép|ngoài văn phòng|không có mặt tại văn phòng",
    ),
    *rows(
        "th",
        auto="ตอบกลับอัตโนมัติ|การตอบกลับอัตโนมัติ|ข้อความอัตโนมัติ|ข้อความตอบกลับอัตโนมัติ",
        away="ไม่อยู่ที่สำนักงาน|ลาพักร้อน|ไม่อยู่",
    ),
    *rows(
        "id",
        auto="balasan otomatis|jawaban otomatis|respons otomatis|pesan otomatis|balas otomatis|balasan automatik",
        away="di luar kantor|tidak di kantor|sedang cuti|cuti|sedang berlibur",
    ),
    *rows(
        "ca",
        auto="resposta automàtica|missatge automàtic",
        away="fora de l'oficina|absent|de vacances|absència",
    ),
    *rows(
        "eu",
        auto="erantzun automatikoa|erantzun automatikoa bulegotik kanpo",
        away="bulegotik kanpo|oporretan",
    ),
    *rows(
        "gl",
        auto="resposta automática|mensaxe automática",
        away="fóra da oficina|ausente",
    ),
    *rows(
        "hi",
        auto="स्वचालित उत्तर|स्वत: उत्तर|स्वतः उत्तर",
        away="कार्यालय से बाहर|अवकाश पर",
    ),
)
