using System.Security;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Tests.Xml;

public sealed class XmlReadingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<v/>")]
    [InlineData("<v></v>")]
    [InlineData("<v>\n  </v>")]
    [InlineData("<v><!-- nothing --></v>")]
    [InlineData("<v i:nil='true'/>")]
    [InlineData("<v i:nil='1'></v>")]
    [InlineData("<v i:nil='true'>ignored</v>")]
    public void Nil_absent_empty_and_blank_are_all_no_value(string child) => Assert.Null(ReadValue(child));

    [Theory]
    [InlineData("<v>a</v>", "a")]
    [InlineData("<v i:nil='false' i:type='x:whatever'>a</v>", "a")]
    [InlineData("<v> a b </v>", " a b ")]
    [InlineData("<v>a<!-- c -->b<![CDATA[ & ]]>&#233;&#10;d</v>", "ab & é\nd")]
    [InlineData("<v>0</v>", "0")]
    public void A_value_is_read_as_written(string child, string expected) => Assert.Equal(expected, ReadValue(child));

    [Theory]
    [InlineData("<v>L&#146;Hermite</v>", "L’Hermite")]
    [InlineData("<v>L\u0092\u009Cuvre</v>", "L’œuvre")]
    [InlineData("<v>\u0081é</v>", "\u0081é")]
    public void Characters_that_only_windows_1252_has_are_read_as_it_means_them(string child, string expected) => Assert.Equal(expected, ReadValue(child));

    [Theory]
    [InlineData("<v i:type='s:base64Binary' xmlns:s='http://www.w3.org/2001/XMLSchema'>TE9V</v>", true)]
    [InlineData("<v i:type='s:hexBinary' xmlns:s='http://www.w3.org/2001/XMLSchema'>4C4F</v>", true)]
    [InlineData("<v i:type='s:string' xmlns:s='http://www.w3.org/2001/XMLSchema'>TE9V</v>", false)]
    [InlineData("<v i:type='s:base64Binary' xmlns:s='urn:other'>TE9V</v>", false)]
    public void A_text_that_is_typed_as_binary_is_refused(string child, bool refused)
    {
        if (!refused) Assert.Equal("TE9V", ReadValue(child));
        else Assert.Contains("typé", Assert.Throws<SoapRequestException>(() => ReadValue(child)).Message, StringComparison.Ordinal);
    }

    [Property]
    public Property Any_text_survives_the_way_through_the_reader() =>
        Prop.ForAll<NonNull<string>>(raw =>
        {
            // What stands between is read as windows-1252 means it: see Text_labelled_Latin_1.
            var text = new string([.. raw.Get.Where(System.Xml.XmlConvert.IsXmlChar).Where(c => c != '\r' && c is < '\u0080' or > '\u009F')]);
            return ReadValue($"<v>{SecurityElement.Escape(text)}</v>") == (string.IsNullOrWhiteSpace(text) ? null : text);
        });

    [Property]
    public Property Children_are_read_in_any_order_with_anything_between() =>
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, 12).ToArray()).ToArbitrary(), order =>
        {
            var children = string.Concat(order.Select(i => $"\n <c{i}>{i}</c{i}><unknown a='b'><c{i}>no</c{i}></unknown>"));
            var read = new string?[12];
            using var reader = Open($"<r>{children}\n</r>");
            var loop = reader.EnterElement();
            while (loop.MoveNext())
            {
                if (reader.LocalName[0] == 'c') read[int.Parse(reader.LocalName[1..], null)] = reader.ReadTextOrNull();
                else reader.Skip();
            }

            return read.SequenceEqual(Enumerable.Range(0, 12).Select(i => $"{i}"));
        });

    [Fact]
    public void A_child_left_half_read_is_a_programming_error_that_is_told()
    {
        using var reader = Open("<r><a><b/></a></r>");
        var loop = reader.EnterElement();
        Assert.True(loop.MoveNext());
        reader.Read();

        Assert.Throws<InvalidOperationException>(() => loop.MoveNext());
    }

    private static string? ReadValue(string child)
    {
        using var reader = Open($"<r xmlns:i='{SoapNamespaces.SchemaInstance}'>{child}<after/></r>");
        string? value = null;
        var after = 0;
        var loop = reader.EnterElement();
        while (loop.MoveNext())
        {
            if (reader.LocalName == "v") value = reader.ReadTextOrNull();
            else
            {
                after++;
                reader.Skip();
            }
        }

        Assert.Equal(1, after);
        Assert.True(reader.EOF);
        return value;
    }

    private static HardenedXmlReader Open(string message)
    {
        var reader = HardenedXmlReader.Create(Encoding.UTF8.GetBytes(message), null, SoapLimits.Default);
        reader.MoveToContent();
        return reader;
    }
}
