#include "parser/quote/header_label.h"

#include "parser/text/word_table.h"

#include <string.h>

#define LABEL_BYTES 40

/* clang-format off */
static const struct {
	const char *label; /* without blanks */
	HeaderBit bit;
} labels[] = {
	/* Chinese */
	{ "发件人", HEADER_FROM }, { "發件人", HEADER_FROM }, { "寄件者", HEADER_FROM }, { "寄件人", HEADER_FROM },
	{ "发信人", HEADER_FROM }, { "發信人", HEADER_FROM }, { "发送人", HEADER_FROM }, { "发送者", HEADER_FROM },
	{ "发件者", HEADER_FROM }, { "寄信人", HEADER_FROM }, { "发件方", HEADER_FROM }, { "发自", HEADER_FROM },
	{ "来自", HEADER_FROM }, { "收件人", HEADER_TO }, { "收件者", HEADER_TO }, { "收信人", HEADER_TO },
	{ "接收人", HEADER_TO }, { "接收者", HEADER_TO }, { "收件方", HEADER_TO }, { "发送至", HEADER_TO },
	{ "发给", HEADER_TO }, { "发送时间", HEADER_DATE }, { "发送日期", HEADER_DATE }, { "發送時間", HEADER_DATE },
	{ "發送日期", HEADER_DATE }, { "寄件日期", HEADER_DATE }, { "傳送時間", HEADER_DATE }, { "传送时间", HEADER_DATE },
	{ "寄件時間", HEADER_DATE }, { "傳送日期", HEADER_DATE }, { "发件时间", HEADER_DATE }, { "发件日期", HEADER_DATE },
	{ "发信时间", HEADER_DATE }, { "發信時間", HEADER_DATE }, { "已发送", HEADER_DATE }, { "已傳送", HEADER_DATE },
	{ "寄出時間", HEADER_DATE }, { "接收时间", HEADER_DATE }, { "收件日期", HEADER_DATE }, { "日期", HEADER_DATE },
	{ "时间", HEADER_DATE }, { "時間", HEADER_DATE }, { "主题", HEADER_SUBJECT }, { "主題", HEADER_SUBJECT },
	{ "主旨", HEADER_SUBJECT }, { "标题", HEADER_SUBJECT }, { "標題", HEADER_SUBJECT },
	{ "邮件主题", HEADER_SUBJECT }, { "郵件主題", HEADER_SUBJECT }, { "信件主题", HEADER_SUBJECT },
	{ "抄送", HEADER_OTHER }, { "抄送人", HEADER_OTHER }, { "副本", HEADER_OTHER }, { "副本抄送", HEADER_OTHER },
	{ "密送", HEADER_OTHER }, { "密件副本", HEADER_OTHER }, { "附件", HEADER_OTHER }, { "重要性", HEADER_OTHER },
	{ "從", HEADER_FROM }, { "至", HEADER_TO }, { "优先级", HEADER_OTHER }, { "回复地址", HEADER_OTHER }, { "答复", HEADER_OTHER }, { "回复至", HEADER_OTHER },
	/* English */
	{ "From", HEADER_FROM }, { "Sender", HEADER_FROM }, { "To", HEADER_TO }, { "Sent", HEADER_DATE },
	{ "Date", HEADER_DATE }, { "SentDate", HEADER_DATE }, { "SendDate", HEADER_DATE },
	{ "SentTime", HEADER_DATE }, { "SendTime", HEADER_DATE }, { "Senttime", HEADER_DATE },
	{ "SentBy", HEADER_FROM }, { "SentAt", HEADER_DATE }, { "Received", HEADER_DATE },
	{ "Subject", HEADER_SUBJECT }, { "Subj", HEADER_SUBJECT }, { "Cc", HEADER_OTHER },
	{ "Bcc", HEADER_OTHER }, { "Copy", HEADER_OTHER }, { "Reply-To", HEADER_OTHER },
	{ "ReplyTo", HEADER_OTHER }, { "Importance", HEADER_OTHER }, { "Priority", HEADER_OTHER },
	{ "Sensitivity", HEADER_OTHER }, { "Attachments", HEADER_OTHER }, { "Attachment", HEADER_OTHER },
	{ "Organization", HEADER_OTHER }, { "Newsgroups", HEADER_OTHER }, { "Message-ID", HEADER_OTHER },
	{ "Resent-From", HEADER_OTHER }, { "Resent-To", HEADER_OTHER }, { "Resent-Date", HEADER_OTHER },
	{ "X-Mailer", HEADER_OTHER }, { "Categories", HEADER_OTHER },
	/* German */
	{ "Von", HEADER_FROM }, { "Absender", HEADER_FROM }, { "An", HEADER_TO },
	{ "Empfänger", HEADER_TO }, { "Gesendet", HEADER_DATE }, { "Gesendetam", HEADER_DATE },
	{ "Datum", HEADER_DATE }, { "Betreff", HEADER_SUBJECT }, { "Kopie", HEADER_OTHER },
	{ "Kopie(CC)", HEADER_OTHER }, { "Wichtigkeit", HEADER_OTHER }, { "Anlagen", HEADER_OTHER },
	{ "Antwortan", HEADER_OTHER },
	/* French */
	{ "De", HEADER_FROM }, { "Expéditeur", HEADER_FROM }, { "À", HEADER_TO }, { "A", HEADER_TO },
	{ "Destinataire", HEADER_TO }, { "Envoyé", HEADER_DATE }, { "Envoyéle", HEADER_DATE },
	{ "Envoyée", HEADER_DATE }, { "Objet", HEADER_SUBJECT }, { "Sujet", HEADER_SUBJECT },
	{ "Pour", HEADER_TO }, { "Copieà", HEADER_OTHER }, { "Répondreà", HEADER_OTHER },
	{ "Piècesjointes", HEADER_OTHER },
	/* Spanish, Portuguese, Italian, Catalan, Romanian */
	{ "Para", HEADER_TO }, { "Destinatario", HEADER_TO }, { "Remitente", HEADER_FROM },
	{ "Enviado", HEADER_DATE }, { "Enviadoel", HEADER_DATE }, { "Enviada", HEADER_DATE },
	{ "Enviadaem", HEADER_DATE }, { "Enviadoem", HEADER_DATE }, { "Fecha", HEADER_DATE },
	{ "Fechadeenvío", HEADER_DATE }, { "Data", HEADER_DATE }, { "Asunto", HEADER_SUBJECT },
	{ "Assunto", HEADER_SUBJECT }, { "CC", HEADER_OTHER }, { "Cco", HEADER_OTHER },
	{ "Remetente", HEADER_FROM }, { "Da", HEADER_FROM }, { "Mittente", HEADER_FROM },
	{ "Inviato", HEADER_DATE }, { "Datainvio", HEADER_DATE }, { "Inviatoil", HEADER_DATE },
	{ "Oggetto", HEADER_SUBJECT }, { "Assumpte", HEADER_SUBJECT }, { "Enviat", HEADER_DATE },
	{ "Pera", HEADER_TO }, { "Dela", HEADER_FROM }, { "Către", HEADER_TO }, { "Catre", HEADER_TO },
	{ "Trimis", HEADER_DATE }, { "Subiect", HEADER_SUBJECT }, { "Expeditorul", HEADER_FROM },
	{ "Destinatarul", HEADER_TO }, { "Subiectul", HEADER_SUBJECT }, { "Ogg", HEADER_SUBJECT },
	/* Dutch and the Nordic languages */
	{ "Van", HEADER_FROM }, { "Aan", HEADER_TO }, { "Verzonden", HEADER_DATE },
	{ "Verstuurd", HEADER_DATE }, { "Onderwerp", HEADER_SUBJECT }, { "Från", HEADER_FROM },
	{ "Till", HEADER_TO }, { "Skickat", HEADER_DATE }, { "Skickad", HEADER_DATE },
	{ "Ämne", HEADER_SUBJECT }, { "Kopia", HEADER_OTHER }, { "Fra", HEADER_FROM },
	{ "Til", HEADER_TO }, { "Sendt", HEADER_DATE }, { "Dato", HEADER_DATE }, { "Emne", HEADER_SUBJECT },
	{ "Kopi", HEADER_OTHER }, { "Lähettäjä", HEADER_FROM }, { "Vastaanottaja", HEADER_TO },
	{ "Lähetetty", HEADER_DATE }, { "Päiväys", HEADER_DATE }, { "Päivämäärä", HEADER_DATE },
	{ "Aihe", HEADER_SUBJECT }, { "Saaja", HEADER_TO }, { "Saatja", HEADER_FROM },
	{ "Saadetud", HEADER_DATE }, { "Kuupäev", HEADER_DATE }, { "Teema", HEADER_SUBJECT },
	{ "Kopio", HEADER_OTHER }, { "Koopia", HEADER_OTHER },
	/* Slavic languages, Hungarian, Greek, Turkish */
	{ "Od", HEADER_FROM }, { "Do", HEADER_TO }, { "Komu", HEADER_TO }, { "Nadawca", HEADER_FROM },
	{ "Wysłano", HEADER_DATE }, { "Wysłane", HEADER_DATE }, { "DW", HEADER_OTHER },
	{ "Temat", HEADER_SUBJECT }, { "Odesláno", HEADER_DATE }, { "Odoslané", HEADER_DATE },
	{ "Dátum", HEADER_DATE }, { "Předmět", HEADER_SUBJECT }, { "Predmet", HEADER_SUBJECT },
	{ "Poslano", HEADER_DATE }, { "Za", HEADER_TO }, { "Zadeva", HEADER_SUBJECT },
	{ "Feladó", HEADER_FROM }, { "Címzett", HEADER_TO }, { "Elküldve", HEADER_DATE },
	{ "Tárgy", HEADER_SUBJECT }, { "Από", HEADER_FROM }, { "Προς", HEADER_TO },
	{ "Στάλθηκε", HEADER_DATE }, { "Ημερομηνία", HEADER_DATE }, { "Θέμα", HEADER_SUBJECT },
	{ "Kimden", HEADER_FROM }, { "Gönderen", HEADER_FROM }, { "Kime", HEADER_TO },
	{ "Tarih", HEADER_DATE }, { "Gönderildi", HEADER_DATE }, { "Gönderilen", HEADER_DATE },
	{ "Gönderme", HEADER_DATE }, { "Alıcı", HEADER_TO }, { "Bilgi", HEADER_OTHER },
	{ "Konu", HEADER_SUBJECT }, { "От", HEADER_FROM }, { "Отправитель", HEADER_FROM },
	{ "Откого", HEADER_FROM }, { "Кому", HEADER_TO }, { "Получатель", HEADER_TO },
	{ "Отправлено", HEADER_DATE }, { "Дата", HEADER_DATE }, { "Датаотправки", HEADER_DATE },
	{ "Тема", HEADER_SUBJECT }, { "Копия", HEADER_OTHER }, { "Від", HEADER_FROM },
	{ "Надіслано", HEADER_DATE }, { "Изпратено", HEADER_DATE }, { "До", HEADER_TO },
	{ "Šalje", HEADER_FROM }, { "Prima", HEADER_TO }, { "Pošiljalac", HEADER_FROM },
	{ "Poslato", HEADER_DATE }, { "Primalac", HEADER_TO }, { "Naslov", HEADER_SUBJECT },
	{ "Nuo", HEADER_FROM }, { "Kam", HEADER_TO }, { "Išsiųsta", HEADER_DATE },
	{ "Відкого", HEADER_FROM }, { "Копія", HEADER_OTHER }, { "Pre", HEADER_TO }, { "Kópia", HEADER_OTHER },
	{ "Adresat", HEADER_TO }, { "Kopija", HEADER_OTHER }, { "Másolatotkap", HEADER_OTHER },
	{ "Nosūtīts", HEADER_DATE }, { "Tēma", HEADER_SUBJECT }, { "Pošiljatelj", HEADER_FROM },
	/* Japanese, Korean, Vietnamese, Thai, Indonesian, Hebrew, Arabic */
	{ "差出人", HEADER_FROM }, { "送信者", HEADER_FROM }, { "送信元", HEADER_FROM }, { "発信者", HEADER_FROM },
	{ "宛先", HEADER_TO }, { "受信者", HEADER_TO }, { "送信先", HEADER_TO }, { "送信日時", HEADER_DATE },
	{ "送信日", HEADER_DATE }, { "日時", HEADER_DATE }, { "日付", HEADER_DATE }, { "件名", HEADER_SUBJECT },
	{ "표제", HEADER_SUBJECT }, { "보낸사람", HEADER_FROM }, { "보낸이", HEADER_FROM }, { "발신", HEADER_FROM },
	{ "발신자", HEADER_FROM }, { "받는사람", HEADER_TO }, { "받는이", HEADER_TO }, { "수신", HEADER_TO },
	{ "수신자", HEADER_TO }, { "참조", HEADER_OTHER }, { "보낸날짜", HEADER_DATE }, { "보낸시간", HEADER_DATE },
	{ "날짜", HEADER_DATE }, { "일시", HEADER_DATE }, { "제목", HEADER_SUBJECT }, { "Từ", HEADER_FROM },
	{ "Đến", HEADER_TO }, { "Tới", HEADER_TO }, { "Ngày", HEADER_DATE }, { "Đãgửi", HEADER_DATE },
	{ "Chủđề", HEADER_SUBJECT }, { "จาก", HEADER_FROM }, { "ถึง", HEADER_TO }, { "วันที่", HEADER_DATE },
	{ "เรื่อง", HEADER_SUBJECT }, { "Dari", HEADER_FROM }, { "Kepada", HEADER_TO },
	{ "Tanggal", HEADER_DATE }, { "Dikirim", HEADER_DATE }, { "Perihal", HEADER_SUBJECT },
	{ "Subjek", HEADER_SUBJECT }, { "מאת", HEADER_FROM }, { "אל", HEADER_TO }, { "תאריך", HEADER_DATE },
	{ "נשלח", HEADER_DATE }, { "נושא", HEADER_SUBJECT }, { "من", HEADER_FROM }, { "إلى", HEADER_TO },
	{ "تاريخ", HEADER_DATE }, { "الموضوع", HEADER_SUBJECT },
};
/* clang-format on */
static WordTable by_label = WORD_TABLE(labels);

Line
header_without_markup(Line line)
{
	line = line_trim(line);
	while (line.length && (header_is_markup(*line.start) || *line.start == '|'))
		line = line_trim(line_skip(line, 1));
	while (line.length &&
		(header_is_markup(line.start[line.length - 1]) || line.start[line.length - 1] == '|'))
		line = line_trim((Line){ line.start, line.length - 1 });
	return line;
}

/* Or a bar, or perhaps a wide one: most prose has none. */
static bool
has_colon(Line line)
{
	return memchr(line.start, ':', line.length) || memchr(line.start, '\xef', line.length) ||
	       memchr(line.start, '|', line.length);
}

int
header_label_of(Line line, Line *out_value)
{
	char label[LABEL_BYTES];
	size_t n, length = 0;
	bool bar = false;
	Line word;

	line = line_trim(line);
	if (line_starts(line, "|")) {
		bar = true;
		line = line_trim(line_skip(line, 1));
	}
	while (line.length && (header_is_markup(*line.start) || blank_length(line.start, line.length)))
		line = line_skip(line, MAX(blank_length(line.start, line.length), 1));
	if (word_table_first(&by_label, line) == by_label.count || !has_colon(line))
		return 0;
	while (line.length && length < sizeof label) {
		if (colon_length(line.start, line.length) || (*line.start == '|' && length))
			break;
		n = blank_length(line.start, line.length);
		if (n || header_is_markup(*line.start)) {
			line = line_skip(line, n ? n : 1);
			continue;
		}
		label[length++] = *line.start;
		line = line_skip(line, 1);
	}
	if (!line.length || length == sizeof label || (*line.start == '|' && !bar))
		return 0;
	word = (Line){ label, length };
	for (size_t i = word_table_first(&by_label, word); i < by_label.count;
		i = word_table_next(&by_label, i)) {
		if (!line_is(word, labels[i].label))
			continue;
		n = colon_length(line.start, line.length);
		*out_value = header_without_markup(line_skip(line, n ? n : 1));
		return labels[i].bit;
	}
	return 0;
}

bool
header_label_is(Line word, HeaderBit bit)
{
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
		if (labels[i].bit == bit && line_is(word, labels[i].label))
			return true;
	return false;
}
