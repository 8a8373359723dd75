using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The catalogue's part of the demo, on a base and in a folder of its own that goes away.</summary>
internal static class CatalogueDemo
{
    /// <returns>In what the gateway differed from the oracle, in French.</returns>
    public static async Task<IReadOnlyList<string>> JouerAsync(
        int formations, int graine, IEcran ecran, TimeProvider clock, CancellationToken cancellationToken)
    {
        var dossier = Directory.CreateTempSubdirectory("parcoursup-demo-catalogue-");
        try
        {
            await using var service = await ServiceSimule.StartAsync(dossier, clock, cancellationToken);
            ecran.Dire($"Catalogue des formations en apprentissage : {Accord.De(formations, "formation")}, 60 règles");
            var journees = new JourneesCatalogue(new ScenarioCatalogue(formations, graine),
                new CommandeCatalogue(GatewayFiles.FindAssembly(AppContext.BaseDirectory), dossier), dossier, ecran);
            await journees.JouerAsync(service, cancellationToken);
            return journees.Ecarts;
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }
}
