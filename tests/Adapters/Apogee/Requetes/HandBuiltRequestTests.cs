using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>What hand-built clients and older stacks send (contract §3): each variant must be read like the plain message.</summary>
public sealed partial class HandBuiltRequestTests(HostedService service) : IClassFixture<HostedService>
{
    private const string Path = "/services/OpiMetier";
    private const string Utf8 = "Content-Type: text/xml; charset=utf-8";
    private const string NoAction = "SOAPAction: \"\"";

    private static readonly string Donnees =
        Samples.Individu.Replace("DURAND", "D'Œuvré-L'Hôpital & €", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal) +
        "<adresseFixe><codPay>100</codPay><lib1>Rue de l'Église</lib1><lib2 xsi:nil=\"true\"/></adresseFixe>" +
        $"<bac><codBac>NBGE</codBac></bac><voeux>{Samples.Wish()}{Samples.Wish("L2DROI", "S", "<codCatOuiSi>OS3</codCatOuiSi><mtfCat>REM</mtfCat>")}</voeux>";

    private static readonly string Plain = Encoding.UTF8.GetString(Samples.Envelope(Donnees));

    private static readonly Dictionary<string, Func<byte[]>> Variants = new()
    {
        ["plain"] = () => Post(Plain),
        ["children in alphabetical order"] = () => Post(Rewritten(Sort)),
        ["children in reverse order"] = () => Post(Rewritten(element => Sort(element, descending: true))),
        ["no SOAPAction"] = () => RawHttp.Post(Path, Bytes(Plain), Utf8),
        ["empty SOAPAction without quotes"] = () => RawHttp.Post(Path, Bytes(Plain), Utf8, "SOAPAction:"),
        ["posted to the address of the contract"] = () => RawHttp.Post(Path + "?wsdl", Bytes(Plain), Utf8, NoAction),
        ["empty Authorization"] = () => RawHttp.Post(Path, Bytes(Plain), Utf8, NoAction, "Authorization:"),
        ["ISO-8859-15 by Content-Type"] = () => RawHttp.Post(Path, Latin9(Undeclared(Plain)), "Content-Type: text/xml; charset=ISO-8859-15", NoAction),
        ["ISO-8859-15 by declaration"] = () => RawHttp.Post(Path, Latin9(Plain.Replace("UTF-8", "ISO-8859-15", StringComparison.Ordinal)), "Content-Type: text/xml", NoAction),
        ["ISO-8859-1 with entities for the rest"] = () => RawHttp.Post(
            Path, Encoding.Latin1.GetBytes(Entities(Plain, above: 0xFF).Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal)), "Content-Type: text/xml; charset=iso-8859-1", NoAction),
        ["chunked"] = () => RawHttp.Chunked(Path, Bytes(Plain), Utf8, NoAction),
        ["xsi:type everywhere"] = () => Post(Rewritten(element => Type(element, "xsd:string"))),
        ["xsi:type that names the wrong DTO"] = () => Post(Rewritten(element => Type(element, "ns9:MAJOpiVoeuDTO9"))),
        ["single-quoted declaration"] = () => Post("<?xml version='1.0' encoding='utf-8' standalone='no'?>\n" + Undeclared(Plain)),
        ["double-quoted declaration"] = () => Post("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + Undeclared(Plain)),
        ["no declaration"] = () => Post(Undeclared(Plain)),
        ["byte order mark"] = () => RawHttp.Post(Path, [.. "\uFEFF"u8, .. Bytes(Plain)], Utf8, NoAction),
        ["hexadecimal entities"] = () => Post(Entities(Plain, above: 0x7F)),
        ["decimal entities"] = () => Post(Entities(Plain, above: 0x7F, hexadecimal: false)),
        ["entities in an ASCII message"] = () => RawHttp.Post(Path, Encoding.ASCII.GetBytes(Entities(Plain, above: 0x7F)), "Content-Type: text/xml; charset=us-ascii"),
        ["CDATA"] = () => Post(Plain.Replace("Rue de l'Église", "<![CDATA[Rue de l'Église]]>", StringComparison.Ordinal)),
        ["pretty-printed"] = () => Post(XDocument.Parse(Plain).ToString()),
        ["on one line"] = () => Post(XDocument.Parse(Plain).ToString(SaveOptions.DisableFormatting)),
        ["Windows line ends and tabs"] = () => Post(XDocument.Parse(Plain).ToString().Replace("  ", "\t", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)),
        ["charset in quotes"] = () => RawHttp.Post(Path, Bytes(Plain), "Content-Type: text/xml; charset=\"utf-8\"", NoAction),
        ["charset in capitals"] = () => RawHttp.Post(Path, Bytes(Plain), "content-type: TEXT/XML;CHARSET=UTF-8", "soapaction: \"\""),
        ["other parameters in Content-Type"] = () => RawHttp.Post(Path, Bytes(Plain), "Content-Type: text/xml; charset=utf-8; action=\"\"", NoAction),
        ["empty header element"] = () => Post(Plain.Replace("<e:Body>", "<e:Header/><e:Body>", StringComparison.Ordinal)),
        ["unknown elements"] = () => Post(Plain.Replace("<bac>", "<nouveauBloc><a>1</a></nouveauBloc><bac><nouveau xsi:nil='true'/>", StringComparison.Ordinal)),
        ["comments"] = () => Post(Plain.Replace("<bac>", "<!-- relevé -->\n<bac>", StringComparison.Ordinal)),
        ["the namespace as default"] = () => Post(Plain.Replace("o:mettreajour", "mettreajour", StringComparison.Ordinal).Replace("xmlns:o=", "xmlns=", StringComparison.Ordinal)
            .Replace("<_donneesOpi>", "<_donneesOpi xmlns=\"\">", StringComparison.Ordinal)),
    };

    public static TheoryData<string> Names() => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_variant_is_read_like_the_plain_message(string name)
    {
        var answer = await RawHttp.SendAsync(service.Address, Variants[name]());

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(XName.Get("mettreajourDonneesOpi_v10Response", Samples.Ns), answer.Content.Name);
        var expected = Samples.Received(Donnees).Contenu;
        Assert.Equal("D'Œuvré-L'Hôpital & €", expected.ReadIdentite()!.Nom);
        Assert.Equal(expected, service.Take("100017").Contenu);
    }

    private static byte[] Post(string message) => RawHttp.Post(Path, Bytes(message), Utf8, NoAction);

    private static byte[] Bytes(string message) => Encoding.UTF8.GetBytes(message);

    private static byte[] Latin9(string message) => CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15")!.GetBytes(message);

    private static string Undeclared(string message) => message[(message.IndexOf("?>", StringComparison.Ordinal) + 2)..];

    private static string Rewritten(Action<XElement> rewrite)
    {
        var document = XDocument.Parse(Plain);
        rewrite(document.Descendants("_donneesOpi").Single());
        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static void Sort(XElement element) => Sort(element, descending: false);

    // The wishes keep their places among themselves: their order is content.
    private static void Sort(XElement element, bool descending)
    {
        if (!element.HasElements) return;
        foreach (var child in element.Elements()) Sort(child, descending);
        var children = element.Elements().OrderBy(e => e.Name.LocalName, StringComparer.Ordinal).ToList();
        if (descending && element.Name.LocalName != "voeux") children.Reverse();
        element.ReplaceNodes(children);
    }

    private static void Type(XElement donnees, string type)
    {
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        donnees.SetAttributeValue(XNamespace.Xmlns + "xsd", "http://www.w3.org/2001/XMLSchema");
        donnees.SetAttributeValue(XNamespace.Xmlns + "ns9", "MAJOpiVoeuDTO9.opi.dto.transverse.commun.apogee.education.gouv");
        foreach (var element in donnees.DescendantsAndSelf()) element.SetAttributeValue(xsi + "type", type);
    }

    private static string Entities(string message, int above, bool hexadecimal = true) => NonAscii().Replace(message, match => match.Value[0] <= above
        ? match.Value
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(hexadecimal ? $"&#x{(int)match.Value[0]:X};" : $"&#{(int)match.Value[0]};")}"));

    [GeneratedRegex("[^\\x00-\\x7F]")]
    private static partial Regex NonAscii();
}
