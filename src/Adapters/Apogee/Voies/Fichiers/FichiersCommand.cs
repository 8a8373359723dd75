using System.CommandLine;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary><c>gateway fichiers generer</c>: beside a running gateway, whichever of the two takes it first writes the files.</summary>
internal static class FichiersCommand
{
    public static Command Generate(Func<Func<IServiceProvider, Task<int>>, CancellationToken, Task<int>> withServices)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code ou UAI de l'établissement" };
        var command = new Command("generer", "Écrit un nouveau lot, si quelque chose a changé") { etab };
        command.SetAction((result, ct) => withServices(services => RunAsync(services, result.GetValue(etab)!, ct), ct));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string name, CancellationToken ct)
    {
        if (services.GetRequiredService<ConfigurationDirectory>().Current.Find(name) is not { Document.Opi.Voie: VoieOpi.Fichiers } etablissement)
        {
            var known = services.GetRequiredService<ConfigurationDirectory>().Current.Find(name) is not null;
            await Console.Error.WriteLineAsync(known ? LotGenerator.AutreVoie : $"Aucun établissement n'a le code ou l'UAI « {name} ».");
            return 2;
        }

        var generations = services.GetRequiredService<GenerationBook>();
        var runner = services.GetRequiredService<GenerationRunner>();
        var id = await services.GetRequiredService<Database>().WriteAsync(session => generations.RequestAsync(session, etablissement.Code, "ligne de commande", ct), ct);
        await runner.RunAsync((await generations.FindAsync(id, ct))!, ct);
        var end = await runner.WaitAsync(id, TimeSpan.MaxValue, ct);
        var failed = end.Etat == nameof(EtatGeneration.Echec);
        await (failed ? Console.Error : Console.Out).WriteLineAsync(end.Message.AsMemory(), ct);
        return failed ? 2 : 0;
    }
}
