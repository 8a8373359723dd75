using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway etablissement supprimer</c>: an établissement goes with all that it held.</summary>
internal sealed class EtablissementCommand(ConservationService service, ConfigurationDirectory directory)
{
    public static Command Create(ICommandRun run)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code de l'établissement" };
        var command = new Command("supprimer", "Supprime un établissement et efface tout ce que la passerelle tient de lui") { etab };
        var options = ActeOptions.On(command);
        command.SetAction((result, ct) => options.RunAsync<EtablissementCommand>(
            run, result, (work, acte) => work.RunAsync(result.GetValue(etab)!, acte, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string code, Acte acte, CancellationToken ct)
    {
        if (directory.Current.FindByCode(code) is null) return await CommandFailure.UnknownAsync(code);
        var rapport = await service.SupprimerAsync(code, acte.Essai, acte.Auteur, ct);
        return await acte.TellAsync(rapport.Bilan, rapport.Fichiers, rapport.Refus, $"Suppression de l'établissement {code}", ct);
    }
}
