using System.Text;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Tests.Xml;

public sealed class HardenedXmlReaderTests
{
    private static readonly SoapLimits Tight = new()
    {
        MaxDepth = 4, MaxAttributesPerElement = 2, MaxNameLength = 10, MaxTextLength = 20, MaxElements = 6,
    };

    [Theory]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e \"lol\">]><a>&e;</a>")]
    [InlineData("<a>&undeclared;</a>")]
    [InlineData("<?target data?><a/>")]
    [InlineData("<a><?target data?></a>")]
    [InlineData("<a/><?xml version=\"1.0\"?>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>&#xFFFF;</a>")]
    [InlineData("<a>&#xD800;</a>")]
    [InlineData("<a>&#;</a>")]
    [InlineData("<a b=\"&#1;\"/>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a><![CDATA[x\u0000]]></a>")]
    [InlineData("<a><![CDATA[\u001B]]></a>")]
    [InlineData("<a><![CDATA[\uFFFE]]></a>")]
    [InlineData("<a><!-- \u0000 --></a>")]
    [InlineData("<!-- \uFFFF --><a/>")]
    [InlineData("<a b=\"\u0001\"/>")]
    [InlineData("<a b=\"\uFFFF\"/>")]
    [InlineData("<a\u0000/>")]
    [InlineData("<a b=\"1\" b=\"2\"/>")]
    [InlineData("<p:a/>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a")]
    [InlineData("<a b=\"1")]
    [InlineData("<!-- never closed")]
    [InlineData("<?xml version=\"1.1\"?><a/>")]
    [InlineData("<?xml encoding=\"utf-8\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" version=\"1.0\"?><a/>")]
    [InlineData("<?xml version=\"1.0\"")]
    [InlineData("<?xml version=\"1.0\"encoding=\"utf-8\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" standalone=\"no\" encoding=\"utf-8\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\" x=\"\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf 8\"?><a/>")]
    [InlineData("<a xmlns:p=\"http://www.w3.org/2000/xmlns/\"/>")]
    [InlineData("<a xmlns=\"http://www.w3.org/XML/1998/namespace\"/>")]
    [InlineData("<a xmlns:p=\"http://www.w3.org/XML/1998/namespace\"/>")]
    public void What_XML_can_hide_or_break_is_refused(string message) =>
        Assert.Equal(SoapFaultCode.Client, Assert.Throws<SoapRequestException>(() => ReadAll(message)).Code);

    [Theory]
    [InlineData("<a><b><c><d/></c></b></a>", "<a><b><c><d><e/></d></c></b></a>")]
    [InlineData("<a b='' c=''/>", "<a b='' c='' d=''/>")]
    [InlineData("<a xmlns='u' c='>'/>", "<a xmlns='u' xmlns:p='v' c='>'/>")]
    [InlineData("<abcdefghij/>", "<abcdefghijk/>")]
    [InlineData("<a abcdefghij = ''/>", "<a abcdefghijk=''/>")]
    [InlineData("<a>12345678901234567890</a>", "<a>123456789012345678901</a>")]
    [InlineData("<a>1234567890<!-- c -->12345</a>", "<a>12345678901<!-- c --><![CDATA[1234567890]]></a>")]
    [InlineData("<a b='12345678901234567890'/>", "<a b='123456789012345678901'/>")]
    [InlineData("<a><b/><b/><b/><b/><b/></a>", "<a><b/><b/><b/><b/><b/><b/></a>")]
    public void Each_limit_allows_its_value_and_refuses_one_more(string allowed, string refused)
    {
        ReadAll(allowed, Tight);
        var refusal = Assert.Throws<SoapRequestException>(() => ReadAll(refused, Tight));
        Assert.Equal(1, refusal.Line);
        Assert.True(refusal.Column > 1);
    }

    [Fact]
    public void Markup_inside_comments_and_CDATA_counts_for_nothing() =>
        Assert.Equal("<?x <!DOCTYPE &#0;", ReadAll("<a><!-- <b><!DOCTYPE &#0; > --><![CDATA[<?x <!DOCTYPE &#0;]]></a>"));

    [Theory]
    [InlineData("utf-8", null, false)]
    [InlineData("utf-8", "UTF-8", true)]
    [InlineData("iso-8859-1", "ISO-8859-1", false)]
    [InlineData("iso-8859-1", null, true)]
    [InlineData("iso-8859-15", "\"iso-8859-15\"", false)]
    [InlineData("iso-8859-15", null, true)]
    [InlineData("windows-1252", "windows-1252", true)]
    [InlineData("utf-16", "utf-16", false)]
    [InlineData("utf-16", null, true)]
    [InlineData("utf-16BE", null, false)]
    public void The_usual_encodings_are_read_from_the_content_type_or_the_declaration(
        string encodingName, string? charset, bool declared)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(encodingName) ?? Encoding.GetEncoding(encodingName);
        var text = encodingName == "iso-8859-1" ? "Zoé Noël" : "Zoé Noël Œuvre €";
        var declaration = declared ? $"<?xml version='1.0' encoding='{encodingName}'?>" : "";

        Assert.Equal(text, ReadAll(encoding.GetBytes($"{declaration}<a>{text}</a>"), charset?.Trim('"')));
    }

    [Fact]
    public void A_byte_order_mark_outranks_what_is_said_elsewhere()
    {
        Assert.Equal("é", ReadAll([.. "\uFEFF<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>"u8], "iso-8859-1"));
        Assert.Equal("é", ReadAll([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<a>é</a>")], "utf-8"));
    }

    [Fact]
    public void The_content_type_outranks_the_declaration() =>
        Assert.Equal("é", ReadAll([.. "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>"u8], "utf-8"));

    [Theory]
    [InlineData("utf-7")]
    [InlineData("ebcdic")]
    public void Other_encodings_are_refused(string charset) =>
        Assert.Throws<SoapRequestException>(() => ReadAll("<a/>"u8.ToArray(), charset));

    [Fact]
    public void Bytes_that_are_wrong_in_their_encoding_are_refused_rather_than_replaced()
    {
        Assert.Throws<SoapRequestException>(() => ReadAll(Encoding.Latin1.GetBytes("<a>é</a>"), "utf-8"));
        Assert.Throws<SoapRequestException>(() => ReadAll([.. "<"u8, 0, .. "a"u8, 0, 1], "utf-16"));
    }

    [Fact]
    public void Numeric_references_and_the_five_entities_are_decoded() =>
        Assert.Equal("é\n&<>\"'😀", ReadAll("<a>&#233;&#xA;&amp;&lt;&gt;&quot;&apos;&#x1F600;</a>"));

    [Fact]
    public void A_damaged_message_is_read_or_refused_but_never_fails_otherwise()
    {
        var random = new Random(20260709);
        var sound = Encoding.UTF8.GetBytes(
            "<?xml version='1.0' encoding='utf-8'?>" + Envelopes.Greet("<name i='&#233;'>é &amp; <![CDATA[x]]></name><!-- c --><a/>"));
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = sound.ToArray();
            for (var hit = random.Next(1, 4); hit > 0; hit--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                using var message = SoapMessage.Open(damaged[..random.Next(1, damaged.Length + 1)], null, SoapLimits.Default);
                message.Complete();
            }
            catch (SoapRequestException)
            {
                // Refused, as it should be.
            }
        }
    }

    [Fact]
    public void Messages_full_of_new_names_do_not_wear_the_reused_parsers_out()
    {
        for (var message = 0; message < 300; message++)
        {
            var names = string.Concat(Enumerable.Range(0, 200).Select(i => $"<name{message}x{i} a{message}x{i}='v{i}'/>"));
            using var reader = HardenedXmlReader.Create(Encoding.UTF8.GetBytes($"<r>{names}</r>"), null, SoapLimits.Default);
            var count = 0;
            while (reader.Read())
            {
                if (reader.LocalName == $"name{message}x{count}") Assert.Equal($"v{count}", reader.GetAttribute($"a{message}x{count++}"));
            }

            Assert.Equal(200, count);
        }
    }

    [Fact]
    public void A_reader_is_unusable_once_disposed_though_its_parser_is_reused()
    {
        var first = HardenedXmlReader.Create("<a/>"u8.ToArray(), null, SoapLimits.Default);
        first.Dispose();
        first.Dispose();
        using var second = HardenedXmlReader.Create("<b/>"u8.ToArray(), null, SoapLimits.Default);
        second.Read();

        Assert.Throws<ObjectDisposedException>(() => first.Read());
        Assert.Equal("b", second.LocalName);
    }

    private static string ReadAll(string message, SoapLimits? limits = null) =>
        ReadAll(Encoding.UTF8.GetBytes(message), null, limits);

    private static string ReadAll(byte[] message, string? charset, SoapLimits? limits = null)
    {
        using var reader = HardenedXmlReader.Create(message, charset, limits ?? SoapLimits.Default);
        var text = new StringBuilder();
        while (reader.Read()) text.Append(reader.Value);
        return text.ToString();
    }
}
