using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>What the mutator puts into messages: each entry is something that has broken an XML or SOAP stack somewhere.</summary>
internal static class Vocabulary
{
    public static readonly IReadOnlyList<string> Fragments =
    [
        "<", ">", "&", "\"", "'", "/>", "</", "<!", "<?", "]]>", "<![CDATA[", "<!--", "-->", "--", "<!-- -- -->", "<![CDATA[]]>", "<![CDATA[\0]]>", "<!--\x02-->", "<![CDATA[\xEF\xBF\xBF]]>", "\0", "\x01", "\x0B", "\x1B", "\x7F", "\x85",
        "\xEF\xBB\xBF", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "\xE2\x80\xA8", "\xC2\x85", "\xCC\x81",
        "&#0;", "&#xD;", "&#x1F600;", "&#xD800;", "&#xFFFE;", "&#1114112;", "&#99999999999;", "&#x;", "&#-1;", "&lol;", "&amp", "&amp;amp;", "&xml;",
        "<a/>", "<item/>", "<item>", "</item>", "<_donneesOpi/>", "<?xml version='1.0'?>", "<?php echo 1 ?>", "<x:y/>", "<:a/>", "<a:/>", "<a:b:c/>", "<1a/>", "<-/>", "< a/>", "<xmlns:a/>",
        "<a b='<'/>", "<a b=c/>", "<a b='1'b='2'/>", "<a b='1'c='2'/>", "<a b/>", "<a/ >", "<a></a\n>", "<a></ a>", "<\u00E9/>", "<a\xC2\x85/>", "<a\xC3\x97/>", "<a\xE2\x80\xA8/>",
        "<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>", "<a xmlns:p=''/>", "<a xmlns:xml='u'/>", "<a xmlns:xmlns='u'/>", "<a xml:space='x'/>", "\r", "\r\n", "\n", "\t", " ",
    ];

    public static readonly IReadOnlyList<string> Attributes =
    [
        " xsi:nil='true'", " xsi:nil=\"1\"", " xsi:nil=''", " nil='true'", " xmlns=''", " xmlns='urn:x'", " xmlns:e='urn:x'", " xmlns:xsi='urn:x'", " xsi:type='e:Envelope'", " e:mustUnderstand='1'",
        " e:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'", " id='1' href='#1'", " a='&#0;'", " a='&lol;'", " a='<'", " a='\n'", " a=\"", " a", " b='' b=''", " xml:base='file:///'", " :a=''", " a:='' ", "\x85",
    ];

    public static readonly IReadOnlyList<string> Values =
    [
        "", " ", "0", "-0", "+1", "-1", "2147483647", "2147483648", "-2147483649", "99999999999999999999", "1e3", "1.0", "0x10", "INF", "-INF", "NaN", "1 2", "\xD9\xA1", "1,0", "true", "F", "S", "D", "X", "f",
        "E1\r\nX", "E1&#13;&#10;X", "<![CDATA[F]]>", "F<!-- -->", "<!-- -->", "&#70;", "12345678901", "'; DROP TABLE opi; --", "${jndi:ldap://x}", "../../etc/passwd", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
        "xxxxxxxxxxxxxxxxxxx\xF0\x9F\x98\x80", new('9', 400), new('A', 70_000), "\xC3\xA9", "e\xCC\x81", "\xE2\x80\xAE", "&lt;item&gt;",
    ];

    public static readonly IReadOnlyList<string> Names =
    [
        "item", "individu", "voeux", "_donneesOpi", "codOpiIntEpo", "codDecVeu", "e:Envelope", "e:Body", "e:Header", "e:Fault", "o:mettreajourDonneesOpi_v9", "o:mettreajourDonneesOpi_v10", "o:mettreajourDonneesOpi_v11",
        "Envelope", "x:item", ":item", "item:", "", "1", "a b", "xml", "xmlns", "x\x01", "\xC3\xA9t\xC3\xA9", "a\xC3\x97", new('n', 300), "?pi", "!DOCTYPE",
    ];

    public static readonly IReadOnlyList<string> Namespaces =
    [
        OpiMessages.Namespace, OpiMessages.Namespace + "_30042019", OpiMessages.Namespace + "_3004", OpiMessages.Namespace + "-impl", "urn:x", "",
        "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", "http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace",
        "mettreajourDonneesOpi_v10", "mettreajourDonneesOpi_v9", "xmlns:o", "xmlns:e", "e:", "o:", "item", "individu",
    ];

    public static readonly IReadOnlyList<string> Prologs =
    [
        "\xEF\xBB\xBF", " ", "\n", "\0", "<?xml version='1.0'?>", "<?xml version='1.1'?>", "<?xml version='1.0' encoding='UTF-16'?>", "<?xml version='1.0' encoding='x'?>", "<?xml?>", "<!-- -->", "<?pi?>",
        "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY lol 'x'>]>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>", "\xFF\xFE", "\xFE\xFF", "--MIME\r\n", "x",
    ];

    public static readonly IReadOnlyList<(Encoding Encoding, string Charset)> Encodings =
    [
        (Encoding.UTF8, "utf-8"), (Encoding.Unicode, "utf-16"), (Encoding.Unicode, "utf-16le"), (Encoding.BigEndianUnicode, "utf-16be"), (Encoding.BigEndianUnicode, "utf-16"), (Encoding.UTF32, "utf-32"),
        (Encoding.Latin1, "iso-8859-1"), (Encoding.Latin1, "iso-8859-15"), (Encoding.Latin1, "windows-1252"), (Encoding.ASCII, "us-ascii"), (Encoding.UTF8, "iso-8859-1"), (Encoding.Latin1, "utf-8"), (Encoding.Unicode, "utf-8"),
    ];

    public static readonly IReadOnlyList<string> ContentTypes =
    [
        "text/xml", "application/xml", "text/xml; charset=utf-8", "text/xml;charset=\"UTF-8\"", "text/xml; charset='utf-8'", "text/xml; charset=", "text/xml; charset=\"\"", "text/xml; charset=utf-7", "text/xml; charset=utf-16", "text/xml; charset=\"utf-8",
        "text/xml; charset=utf-8; charset=utf-16", "text/xml;;charset=utf-8", "text/xml; charset=\" utf-8 \"", "text/xml charset=utf-8", "text/xml; charset=\\u", "text/xml; charset=iso-8859-15", "TEXT/XML; CHARSET=UTF-8",
        "application/soap+xml", "multipart/related; type=\"text/xml\"", "text/xml, text/xml", "", "x", "text/html", new('a', 5000), "text/xml; charset=\"utf\\-8\"",
    ];

    public static readonly IReadOnlyList<string> Actions =
    [
        "", "\"\"", "\"", "urn:x", "mettreajourDonneesOpi_v9", "\"mettreajourDonneesOpi_v10\"", OpiMessages.Namespace + "/mettreajourDonneesOpi_v9", "/", "#", "\"a\",\"b\"", "\r\n", new('/', 5000), "\xFF",
    ];

    public static string Of(IReadOnlyList<string> among, Random random) => among[random.Next(among.Count)];
}
