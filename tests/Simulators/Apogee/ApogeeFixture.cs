using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Simulators.Tests.Apogee;

/// <summary>A simulator and envelopes written by hand, as a foreign client would.</summary>
internal sealed class ApogeeFixture : IAsyncDisposable
{
    public const string Namespace = "gouv.education.apogee.commun.servicesmetiers.OpiMetier";

    private ApogeeFixture(ApogeeSimulator simulator, TimeSpan timeout)
    {
        Simulator = simulator;
        Http = new HttpClient { BaseAddress = simulator.Url, Timeout = timeout };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("opi:mdp"u8));
    }

    public ApogeeSimulator Simulator { get; }

    public HttpClient Http { get; }

    public static async Task<ApogeeFixture> StartAsync(Func<ApogeeOptions, ApogeeOptions>? change = null, int timeoutMilliseconds = 300_000)
    {
        var options = new ApogeeOptions { Login = "opi", MotDePasse = "mdp" };
        var simulator = await ApogeeSimulator.StartAsync(change?.Invoke(options) ?? options, TimeProvider.System, default);
        return new ApogeeFixture(simulator, TimeSpan.FromMilliseconds(timeoutMilliseconds));
    }

    public static string Item(string vet = "L1DROI", string decision = "F", string more = "") =>
        $"<item><codCge>DRT</codCge><codDecVeu>{decision}</codDecVeu><codEtp>{vet}</codEtp><codVrsVet>101</codVrsVet><numCls>1</numCls>{more}</item>";

    public static string Individu(string code = "17", string nom = "DUPONT", string ine = "123456789AB", string naissance = "28022008", string more = "") =>
        $"<individu><codOpiIntEpo>{code}</codOpiIntEpo><donneesNaissance><dateNaiIndOpi>{naissance}</dateNaiIndOpi></donneesNaissance>"
        + $"<etatCivil><codNneIndOpi>{ine}</codNneIndOpi><libNomPatIndOpi>{nom}</libNomPatIndOpi><libPr1IndOpi>ZOE</libPr1IndOpi></etatCivil>{more}</individu>";

    public static string Envelope(string blocks, int version = 10, string ns = Namespace) =>
        $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><o:mettreajourDonneesOpi_v{version} xmlns:o="{ns}"><_donneesOpi xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{blocks}</_donneesOpi></o:mettreajourDonneesOpi_v{version}></s:Body></s:Envelope>""";

    public Task<HttpResponseMessage> PostAsync(string envelope) =>
        Http.PostAsync("/services/OpiMetier", new StringContent(envelope, Encoding.UTF8, "text/xml"));

    public Task<HttpResponseMessage> SendAsync(string individu, params string[] items) =>
        PostAsync(Envelope($"{individu}<voeux>{string.Concat(items)}</voeux>"));

    /// <summary>The faultstring, or "OK".</summary>
    public async Task<string> OutcomeAsync(string envelope)
    {
        using var response = await PostAsync(envelope);
        var body = XDocument.Parse(await response.Content.ReadAsStringAsync());
        return response.IsSuccessStatusCode ? "OK" : body.Descendants("faultstring").Single().Value;
    }

    public async Task<JsonNode> EtatAsync() => JsonNode.Parse(await Http.GetStringAsync("/etat"))!;

    public async Task<JsonNode> OpiAsync(string code = "17") =>
        (await EtatAsync())["opi"]!.AsArray().Single(o => o!["codOpiIntEpo"]!.GetValue<string>() == code)!;

    public async Task<string> VoeuxAsync(string code = "17") =>
        string.Join(' ', (await OpiAsync(code))["voeux"]!.AsArray().Select(v => string.Create(CultureInfo.InvariantCulture, $"{v!["codEtp"]}={v["codDecVeu"]}")));

    public Task<HttpResponseMessage> PanneAsync(string order) => Http.PostAsync("/pannes", new StringContent(order));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}
