using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Messages of an OPI client, written by hand as several of them do.</summary>
public static class OpiMessages
{
    public const string Namespace = "gouv.education.apogee.commun.servicesmetiers.OpiMetier";
    public const string OpiPath = "/services/OpiMetier";

    public static string Envelope(string donnees, int version = 10, string ns = Namespace) =>
        $"""
        <?xml version='1.0' encoding='UTF-8'?>
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body>
        <o:mettreajourDonneesOpi_v{version} xmlns:o="{ns}"><_donneesOpi>{donnees}</_donneesOpi></o:mettreajourDonneesOpi_v{version}>
        </e:Body></e:Envelope>
        """;

    public static string Individu(string codOpi, string mail = "lea@exemple.fr", string nom = "DURAND") =>
        $"<individu><codOpiIntEpo>{codOpi}</codOpiIntEpo><donneesNaissance><dateNaiIndOpi>28022008</dateNaiIndOpi></donneesNaissance>" +
        $"<donneesPersonnelles><adrMailOpi>{mail}</adrMailOpi></donneesPersonnelles><etatCivil><libNomPatIndOpi>{nom}</libNomPatIndOpi><libPr1IndOpi>LEA</libPr1IndOpi></etatCivil></individu>";

    public static string Voeux(params (string CodEtp, string Decision)[] voeux) =>
        "<voeux>" + string.Concat(voeux.Select((v, i) =>
            $"<item><codCge>DRT</codCge><codDecVeu>{v.Decision}</codDecVeu><codEtp>{v.CodEtp}</codEtp><codVrsVet>101</codVrsVet><numCls>{i + 1}</numCls></item>")) + "</voeux>";

    public const string NoVoeux = """<voeux><item><codCge xsi:nil="true"/></item></voeux>""";

    public static string Bac(string codBac) => $"<bac><codBac>{codBac}</codBac><daaObtBacOba>2026</daaObtBacOba></bac>";

    public static string Adresse(string name, string ligne) => $"<{name}><codPay>100</codPay><codBdi>73000</codBdi><codCom>73065</codCom><lib1>{ligne}</lib1></{name}>";

    public static Task<Answer> PostOpiAsync(this HttpClient http, string envelope, string? basic, string path = OpiPath)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=utf-8");
        return http.SendAsync(HttpMethod.Post, path, content, basic: basic);
    }

    /// <summary>The answer must be the empty wrapper of this version in this namespace.</summary>
    public static void AssertAccepted(this Answer answer, int version = 10, string ns = Namespace)
    {
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Text);
        var wrapper = XDocument.Parse(answer.Text).Descendants().Single(e => e.Name.LocalName == "Body").Elements().Single();
        Assert.Equal(XName.Get($"mettreajourDonneesOpi_v{version}Response", ns), wrapper.Name);
        Assert.Empty(wrapper.Nodes());
    }

    /// <summary>The answer must be a fault in Apogée's grammar, in the caller's namespace; its code and its French text.</summary>
    public static (string Code, string Message) AssertFault(this Answer answer, string ns = Namespace)
    {
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, answer.Status);
        var fault = XDocument.Parse(answer.Text).Descendants().Single(e => e.Name.LocalName == "Fault");
        var detail = fault.Element("detail")!.Elements().Single();
        Assert.Equal(XName.Get("fault", ns), detail.Name);
        var code = fault.Element("faultstring")!.Value;
        Assert.Equal(code, string.Join('.', new[] { "type", "domaine", "nature", "element" }.Select(part => detail.Element(part)!.Value)));
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        return (code, detail.Element("lastErrorMsg")!.Value);
    }
}
