using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>What seven foreign SOAP stacks really send, replayed byte for byte.</summary>
public sealed class ForeignClientTests(HostedService service) : IClassFixture<HostedService>
{
    private static readonly string[] Clients = ["axis", "gsoap", "jaxws", "node", "php", "wcf", "zeep"];

    public static TheoryData<int, string> Accepted() => Cases("accents", "nil", "voeux");

    public static TheoryData<int, string> Refused() => Cases("vet-en-double", "decision-x");

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Every_client_is_read_with_the_same_content(int version, string @case)
    {
        var contents = new List<OpiContenu>();
        foreach (var request in Of(version, @case))
        {
            var answer = await RawHttp.SendAsync(service.Address, request.Bytes);

            var recu = service.Take(request.CodOpi);
            Assert.Equal((200, XName.Get($"mettreajourDonneesOpi_v{version}Response", recu.EspaceDeNoms)), (answer.Status, answer.Content.Name));
            Assert.Equal(version, recu.Version);
            Assert.Equal(recu.Contenu, Assert.IsType<OpiRecu>(OpiMessageReader.Read(request.Body, request.ContentType)).Contenu);
            contents.Add(RecordedRequest.Anonymous(recu.Contenu));
        }

        Assert.All(contents, content => Assert.Equal(contents[0], content));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(10)]
    public async Task Accents_apostrophes_and_escaped_characters_survive(int version)
    {
        foreach (var request in Of(version, "accents"))
        {
            await RawHttp.SendAsync(service.Address, request.Bytes);

            var contenu = service.Take(request.CodOpi).Contenu;
            Assert.Equal(("L'Hôpital-Maçon", "Zoé-Anaïs"), (contenu.ReadIdentite()!.Nom, contenu.ReadIdentite()!.Prenom));
            Assert.Contains("\"lib2\":\"Résidence \\\"A & B\\\" <nord>\"", contenu.AdresseFixe, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2, "L1DROI=F L2DROI=F L3DROI=D")]
    [InlineData(8, "L1DROI=F L2DROI=S L3DROI=D")]
    [InlineData(10, "L1DROI=F L2DROI=S L3DROI=D")]
    public async Task Several_wishes_stay_several(int version, string voeux)
    {
        foreach (var request in Of(version, "voeux"))
        {
            await RawHttp.SendAsync(service.Address, request.Bytes);

            Assert.Equal(voeux, string.Join(' ', service.Take(request.CodOpi).Contenu.ReadVoeux()!.Select(v => $"{v.CodEtp}={v.CodDecVeu}")));
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Every_client_gets_the_fault_in_its_own_namespace(int version, string @case)
    {
        foreach (var request in Of(version, @case))
        {
            var answer = await RawHttp.SendAsync(service.Address, request.Bytes);

            Assert.Equal((500, "text/xml;charset=utf-8"), (answer.Status, answer.ContentType));
            Assert.Equal(
                @case == "decision-x" ? "technical.parameter.noncoherentinput.codDecVeu" : "technical.parameter.duplicateinput.voeux",
                answer.Content.Element("faultstring")!.Value);
            var called = XDocument.Load(new MemoryStream(request.Body)).Descendants().First(e => e.Name.LocalName == $"mettreajourDonneesOpi_v{version}").Name;
            Assert.Equal(called.Namespace + "fault", answer.Content.Element("detail")!.Elements().Single().Name);
        }
    }

    [Fact]
    public void The_recordings_hold_no_password_and_no_address()
    {
        Assert.All(RecordedRequest.All, request =>
        {
            Assert.Contains("Authorization: Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(request.Client + ":remplace")), request.Head, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("\r\nHost: localhost", request.Head, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("127.0.0.1", request.Head, StringComparison.Ordinal);
        });
    }

    private static TheoryData<int, string> Cases(params string[] cases)
    {
        var data = new TheoryData<int, string>();
        foreach (var version in new[] { 2, 8, 10 })
            foreach (var @case in cases) data.Add(version, @case);
        return data;
    }

    private static List<RecordedRequest> Of(int version, string @case)
    {
        var requests = RecordedRequest.All.Where(r => r.Version == version && r.Case == @case).ToList();
        Assert.Equal(Clients, requests.Select(r => r.Client));
        return requests;
    }
}
