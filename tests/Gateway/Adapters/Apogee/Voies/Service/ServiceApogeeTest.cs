using System.Xml.Linq;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;

/// <summary>A test whose établissement hands its OPI over to a job beside Apogée, or lets one confirm them.</summary>
public abstract class ServiceApogeeTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected HttpClient Http => Gateway.Http;

    /// <summary>The simulated job; a new one after a restart of the gateway, whose port has changed.</summary>
    protected TraitementApogee Job() => new(Etab.Apogee, new Uri(Gateway.Url, TraitementCalls.JobPath), "traitement", "mdp-traitement");

    protected async Task StartServiceAsync(bool openGate = true)
    {
        Etab.UseService();
        await StartAsync(openGate);
    }

    /// <summary>The OPI of one page, as the contract gives them.</summary>
    protected async Task<IReadOnlyList<XElement>> PageAsync(int size = 10) =>
        [.. (await Http.JobAsync("recupererOpi", $"<taille>{size}</taille>")).Element("opis")!.Elements("item")];

    protected async Task<IReadOnlyList<XElement>> PageOfAsync(int count) =>
        await Poll.UntilAsync(() => PageAsync(), page => page.Count == count);

    /// <summary>The verdict on what is told of one number: its <c>resultat</c>.</summary>
    protected Task<XElement> ConfirmAsync(string number, params string[] vets) => Http.JobAsync("confirmerOpi",
        $"<codOpiIntEpo>{number}</codOpiIntEpo><vets>{string.Concat(vets.Select(Vet))}</vets>");

    protected static string JetonOf(XElement opi) => opi.Element("jeton")!.Value;

    protected static string NumberOf(XElement opi) => opi.Element("codOpiIntEpo")!.Value;

    // "L1DROI" or "L1DROI=F".
    private static string Vet(string vet)
    {
        var parts = vet.Split('=');
        return $"<item><codCge>DRT</codCge><codEtp>{parts[0]}</codEtp><codVrsVet>101</codVrsVet>{(parts.Length > 1 ? $"<codDecVeu>{parts[1]}</codDecVeu>" : "")}</item>";
    }
}
