using System.CommandLine;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary><c>gateway fichiers generer</c>: beside a running gateway, whichever of the two takes it first writes the files.</summary>
internal sealed class FichiersCommand(
    ConfigurationDirectory directory, DemandeLot demande, GenerationBook generations, GenerationRunner runner)
{
    public static Command Create(ICommandRun run)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code ou UAI de l'établissement" };
        var command = new Command("generer", "Écrit un nouveau lot, si quelque chose a changé") { etab };
        command.SetAction((result, ct) => run.WithAsync<FichiersCommand>(work => work.RunAsync(result.GetValue(etab)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        if (etablissement.Document.Opi.Voie != VoieOpi.Fichiers) return await CommandFailure.TellAsync(LotGenerator.AutreVoie);

        var id = await demande.DemanderAsync(etablissement.Code, Auteur.LigneDeCommande, ct);
        await runner.RunAsync((await generations.FindAsync(id, ct))!, ct);
        var end = await runner.WaitAsync(id, TimeSpan.MaxValue, ct);
        if (end.Etat == nameof(EtatGeneration.Echec)) return await CommandFailure.TellAsync(end.Message!);
        await Console.Out.WriteLineAsync(end.Message.AsMemory(), ct);
        return 0;
    }
}
