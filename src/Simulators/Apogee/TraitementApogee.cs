using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>
/// A job beside Apogée, as a university would write one: it fetches pages of OPI from the gateway, writes them into
/// Apogée's tables, acknowledges each, and confirms what Apogée holds. Raw SOAP, no code of the gateway.
/// </summary>
public sealed class TraitementApogee : IDisposable
{
    /// <summary>Name of the method for ordered faults.</summary>
    internal const string Operation = "Traitement";

    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Service = "urn:parcoursup-gateway:apogee:v1";
    private const string OpiNamespace = "gouv.education.apogee.commun.servicesmetiers.OpiMetier";

    private readonly ApogeeSimulator _apogee;
    private readonly Uri _service;
    private readonly HttpClient _http = new(ErreursRecues.Handler());

    /// <param name="service">Address of the gateway's service PasserelleApogee.</param>
    public TraitementApogee(ApogeeSimulator apogee, Uri service, string login, string motDePasse)
    {
        _apogee = apogee;
        _service = service;
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{motDePasse}")));
    }

    /// <summary>Fetches, writes and acknowledges until nothing is left; how many OPI were taken and refused.</summary>
    public async Task<BilanTraitement> PasserAsync(int taille, CancellationToken cancellationToken)
    {
        int pages = 0, prises = 0, refusees = 0;
        while (true)
        {
            var opis = await RecupererAsync(taille, cancellationToken);
            if (opis.Count == 0) return new BilanTraitement(pages, prises, refusees);
            pages++;
            var written = opis.Select(Ecrire).ToList();
            await AcquitterAsync(written, cancellationToken);
            prises += written.Count(w => w.Resultat == "PRISE");
            refusees += written.Count(w => w.Resultat == "REFUSEE");
        }
    }

    /// <summary>A page of OPI, entrusted to this job until it acknowledges them.</summary>
    public async Task<IReadOnlyList<OpiConfiee>> RecupererAsync(int taille, CancellationToken cancellationToken)
    {
        var page = await CallAsync(new XElement(Service + "recupererOpi", new XElement("taille", taille)), cancellationToken);
        return [.. page.Element("opis")!.Elements("item").Select(item => new OpiConfiee(
            item.Element("jeton")!.Value,
            item.Element("codOpiIntEpo")!.Value,
            int.Parse(item.Element("version")!.Value, CultureInfo.InvariantCulture),
            item.Elements().Single(e => e.Name.LocalName.StartsWith("donneesOpi", StringComparison.Ordinal))))];
    }

    /// <summary>Writes one OPI into Apogée.</summary>
    public EcritureOpi Ecrire(OpiConfiee opi)
    {
        var fault = _apogee.Write(new OpiMessage(OpiNamespace, opi.Version, opi.Donnees));
        return fault is null ? new EcritureOpi(opi.Jeton, "PRISE", null, null)
            : new EcritureOpi(opi.Jeton, "REFUSEE", fault.Code, fault.Message);
    }

    /// <summary>Tells the gateway; its states in the same order.</summary>
    public async Task<IReadOnlyList<string>> AcquitterAsync(IEnumerable<EcritureOpi> ecritures, CancellationToken cancellationToken)
    {
        var lines = await CallAsync(
            new XElement(Service + "acquitterOpi", new XElement("acquittements", ecritures.Select(e => new XElement("item",
            new XElement("jeton", e.Jeton),
            new XElement("resultat", e.Resultat),
            e.Code is null ? null : new XElement("code", e.Code),
            e.Message is null ? null : new XElement("message", e.Message))))), cancellationToken);
        return [.. lines.Elements("item").Select(line => line.Element("etat")!.Value)];
    }

    /// <summary>Tells what Apogée holds under these numbers, or under all that it knows; the gateway's verdict by number.</summary>
    public async Task<IReadOnlyDictionary<string,
        string>> ConfirmerAsync(IReadOnlyCollection<string> numeros, CancellationToken cancellationToken)
    {
        var held = _apogee.Look(numeros);
        if (held.Count == 0) return new Dictionary<string, string>();
        var lines = await CallAsync(
            new XElement(Service + "confirmerListeOpi", new XElement("confirmations", held.Select(h => new XElement("item",
            new XElement("codOpiIntEpo", h.CodOpi),
            new XElement("vets", h.Voeux.Select(v => new XElement("item",
                new XElement("codCge", v.Vet.CodCge),
                new XElement("codEtp", v.Vet.CodEtp),
                new XElement("codVrsVet", v.Vet.CodVrsVet),
                new XElement("codDecVeu", v.Decision)))))))), cancellationToken);
        return lines.Elements("item").ToDictionary(line => line.Element("codOpiIntEpo")!.Value, line => line.Element("etat")!.Value);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The <c>resultat</c> of the answer; a fault becomes an exception with its text.</summary>
    private async Task<XElement> CallAsync(XElement request, CancellationToken cancellationToken)
    {
        var envelope = new XElement(Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "e", Soap.NamespaceName),
            new XElement(Soap + "Body", request));
        using var content = new StringContent(envelope.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
        using var response = await _http.PostAsync(_service, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? XDocument.Parse(text).Descendants("resultat").First()
            : throw new HttpRequestException($"{(int)response.StatusCode} : {text}", null, response.StatusCode);
    }
}

/// <summary>An OPI that the gateway entrusted to the job.</summary>
public sealed record OpiConfiee(string Jeton, string CodOpiIntEpo, int Version, XElement Donnees);

/// <summary>What the job did with it: PRISE, REFUSEE or ECHEC.</summary>
public sealed record EcritureOpi(string Jeton, string Resultat, string? Code, string? Message);

/// <summary>A whole run of the job.</summary>
public sealed record BilanTraitement(int Pages, int Prises, int Refusees);
