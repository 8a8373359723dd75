using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Soap;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>
/// The catalogue of faults (docs/reference/fautes.md) and the service say the same: every line is provoked, every
/// answer is a line, and every code that the program knows is among them.
/// </summary>
public sealed class FaultCatalogueTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Candidat = "ecandidat:mdp-ecandidat";
    private const string Parcoursup = "psup-opi:mdp-psup-opi";
    private static readonly string[] Wish = ["codCge:DRT", "codDecVeu:F", "codEtp:L1DROI", "codVrsVet:101", "numCls:1", "codDip:LDROIT", "codVrsVdi:101"];

    [Fact]
    public async Task Every_line_is_answered_and_every_answer_is_a_line()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        SharedGateway.AddAccount(Etab, "psup-opi", "mdp-psup-opi", "", "Parcoursup");
        Etab.Document["sourceOpi"] = "Opi";
        await StartAsync(openGate: false);

        var seen = new List<(string Cause, int Status, string Code, string Text)>();
        void Note(string cause, Answer answer)
        {
            var (code, text) = Fault(answer.Text);
            seen.Add((cause, (int)answer.Status, code, text));
        }

        foreach (var donnees in WrongContents()) Note(donnees, await Gateway.Http.PostOpiAsync(Envelope(donnees), Candidat));
        Note("prefix", await Gateway.Http.PostOpiAsync(Envelope(Individu("17")), Candidat));
        Note("prefix of another", await Gateway.Http.PostOpiAsync(Envelope(Individu("E17")), Parcoursup));
        Note("operation", await Gateway.Http.PostOpiAsync(Envelope(Individu("E1"), 11), Candidat));
        Note("XML", await Gateway.Http.PostOpiAsync("<a", Candidat));
        Note("size", await Gateway.Http.PostOpiAsync(Envelope(new string(' ', 1024 * 1024)), Candidat));
        Note("media type", await Gateway.Http.SendAsync(HttpMethod.Post, OpiPath, new StringContent("{}", Encoding.UTF8, "application/json"), basic: Candidat));
        using (var compressed = new StringContent("", Encoding.UTF8, "text/xml"))
        {
            compressed.Headers.ContentEncoding.Add("gzip");
            Note("compression", await Gateway.Http.SendAsync(HttpMethod.Post, OpiPath, compressed, basic: Candidat));
        }

        Etab.Document["sourceOpi"] = "ApiRest";
        await Etab.SaveAsync(Gateway);
        Note("source", await Gateway.Http.PostOpiAsync(Envelope(Individu("17")), Parcoursup));
        Etab.Document["sis"] = "Scolarix";
        await Etab.SaveAsync(Gateway);
        Note("SIS", await Gateway.Http.PostOpiAsync(Envelope(Individu("E1")), Candidat));

        await using (var service = await StartServiceAsync())
        using (var http = new HttpClient { BaseAddress = new Uri(service.Urls.First()) })
        {
            Note("failure", await http.PostOpiAsync(Envelope(Individu("E1")), Candidat));
            Note("refusal of the SIS", await http.PostOpiAsync(Envelope(Individu("E2")), Candidat));
            Note("slowness", await SendSlowlyAsync(http.BaseAddress));
        }

        Assert.All(seen, s => Assert.True(FaultCatalogue.Lines.Any(l => l.Matches(s.Code, s.Status, s.Text)), $"Not in the catalogue: {s}"));
        Assert.All(FaultCatalogue.Lines, l => Assert.True(seen.Exists(s => l.Matches(s.Code, s.Status, s.Text)), $"Nothing answers: {l}"));
    }

    [Fact]
    public void The_codes_of_the_program_are_those_of_the_catalogue() =>
        Assert.Equal(CodesFaute.Tous.Select(c => c.Texte).Order(StringComparer.Ordinal), FaultCatalogue.Lines.Select(l => l.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_follows_Apogee_s_grammar() =>
        Assert.All(CodesFaute.Tous, c => Assert.Matches(new Regex(@"^(technical|functionnal)(\.[A-Za-z0-9]+){3}$"), c.Texte));

    /// <summary>One message for each thing that can be wrong with the content.</summary>
    private static IEnumerable<string> WrongContents()
    {
        var individu = Individu("E1");
        yield return "<individu/>";
        yield return individu + individu;
        yield return individu.Replace("E1", "E2345678901", StringComparison.Ordinal);
        foreach (var required in new[] { "codOpiIntEpo", "dateNaiIndOpi", "libNomPatIndOpi", "libPr1IndOpi" })
            yield return Regex.Replace(individu, $"<{required}>.*</{required}>", "");
        yield return individu.Replace("28022008", "28/02/2008", StringComparison.Ordinal);
        yield return individu.Replace("<individu>", "<individu><codEtuOpi>un</codEtuOpi>", StringComparison.Ordinal);
        yield return individu + "<dac><codNif>un</codNif></dac>";
        foreach (var entier in new[] { "codDis", "codPerDir", "codPerCdr", "codPerCdr2" })
            yield return individu + $"<donneesThese><{entier}>un</{entier}></donneesThese>";

        string Voeux(params string[] items) => individu + "<voeux>" + string.Concat(items) + "</voeux>";
        foreach (var required in new[] { "codCge", "codDecVeu", "codEtp", "codVrsVet", "numCls" }) yield return Voeux(Item(without: required));
        foreach (var entier in new[] { "codVrsVdi", "codVrsVet", "numCls" }) yield return Voeux(Item(without: entier, $"<{entier}>un</{entier}>"));
        foreach (var heure in new[] { "dhhCvc", "dmnCvc" }) yield return Voeux(Item("", $"<convocation><{heure}>midi</{heure}></convocation>"));
        yield return Voeux(Item(without: "codDip"));
        yield return Voeux(Item(without: "codVrsVdi"));
        yield return Voeux(Item(without: "codDecVeu", "<codDecVeu>X</codDecVeu>"));
        yield return Voeux(Item(), "<item/>");
        yield return Voeux(Item(), Item());
    }

    private static string Item(string without = "", string more = "") =>
        "<item>" + string.Concat(Wish.Select(w => w.Split(':')).Where(w => w[0] != without).Select(w => $"<{w[0]}>{w[1]}</{w[0]}>")) + more + "</item>";

    private static (string Code, string Text) Fault(string body)
    {
        var fault = XDocument.Parse(body).Descendants().Single(e => e.Name.LocalName == "Fault");
        return (fault.Element("faultstring")!.Value, fault.Descendants("lastErrorMsg").Single().Value);
    }

    // The gateway gives a body half a minute, and does not fail by itself.
    private static async Task<WebApplication> StartServiceAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        app.MapSoap(
            OpiPath,
            OpiMetierService.Create((lecture, _, _) => lecture is OpiRecu { CodOpiIntEpo: "E2" } ? new(OpiFaute.OfSis(null, null)) : throw new InvalidOperationException("planned")),
            new SoapEndpointOptions
            {
                Limits = SoapLimits.Default with { ReadTimeout = TimeSpan.FromMilliseconds(300) },
                DescribeFailure = (_, failure) => OpiMetierService.DescribeFailure(failure),
            });
        await app.StartAsync();
        return app;
    }

    private static async Task<Answer> SendSlowlyAsync(Uri address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {OpiPath} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<a"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        using var none = new HttpResponseMessage();
        return new Answer((HttpStatusCode)int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer[answer.IndexOf("<?xml", StringComparison.Ordinal)..], none.Headers);
    }
}
