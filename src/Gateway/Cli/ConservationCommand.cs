using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway conservation</c>: what went, what would go tonight, and what a restored backup has brought back.</summary>
internal sealed class ConservationCommand(ConservationService service, Reapplication again, ConfigurationDirectory directory)
{
    // The exit code where erasures stay to be done again.
    private const int Restants = 1;

    public static Command Etat(ICommandRun run)
    {
        var command = new Command("etat", "Montre les campagnes closes, les effacements faits et ce que le registre connaît de plus");
        var options = CommandOptions.On(command);
        command.SetAction((result, ct) =>
        {
            var settings = options.Of(result) with { Existing = true };
            return run.WithAsync<ConservationCommand>(settings, work => work.TellAsync(settings.Json, ct), ct);
        });
        return command;
    }

    public static Command Appliquer(ICommandRun run)
    {
        var command = new Command("appliquer", "Efface maintenant ce qui a dépassé sa durée, comme chaque nuit");
        var options = ActeOptions.On(command);
        command.SetAction((result, ct) => options.RunAsync<ConservationCommand>(run, result, async (work, acte) =>
        {
            var rapport = await work.ApplyAsync(acte, ct);
            return await acte.TellAsync(rapport.Bilan, rapport.Fichiers, rapport.Refus, "Durées de conservation", ct);
        }, ct));
        return command;
    }

    public static Command Reappliquer(ICommandRun run)
    {
        var author = new Option<string>("--auteur") { Description = "Qui le demande", Required = true };
        var command = new Command("reappliquer", "Refait les effacements du registre qu'une sauvegarde restaurée a défaits") { author };
        var options = CommandOptions.On(command);
        command.SetAction((result, ct) =>
        {
            var settings = options.Of(result) with { Existing = true };
            return run.WithAsync<ConservationCommand>(settings, work => work.AgainAsync(result.GetValue(author)!, settings.Json, ct), ct);
        });
        return command;
    }

    private Task<RapportConservation> ApplyAsync(Acte acte, CancellationToken ct) =>
        acte.Essai ? service.RetentionAsync(ct) : service.AppliquerAsync(acte.Auteur, ct);

    private async Task<int> AgainAsync(string author, bool json, CancellationToken ct)
    {
        var told = await again.ReappliquerAsync(author, ct);
        var (done, left) = (told.Where(t => t.Fait).Select(t => t.Texte).ToList(), told.Where(t => !t.Fait).Select(t => t.Texte).ToList());
        if (json) await CommandOutput.WriteAsync(new { refaits = done, restants = left }, ct);
        else
            foreach (var line in told.Count == 0 ? ["Rien à refaire : la base connaît tous les effacements du registre."] : done)
                await Console.Out.WriteLineAsync(line.AsMemory(), ct);
        if (left.Count == 0) return CommandCode.Done;
        await CommandFailure.TellAsync(json ? [] : left);
        return Restants;
    }

    private async Task<int> TellAsync(bool json, CancellationToken ct)
    {
        var (passages, missing) = (await service.PassagesAsync(ct), await again.ManquantsAsync(ct));
        if (json)
        {
            await CommandOutput.WriteAsync(new
            {
                closes = directory.Current.Closes, compteurs = await service.CompteursAsync(null, ct), aRefaire = missing.Count,
                passages = passages.Select(p => new
                {
                    p.Id, p.Acte, p.Session, etablissement = p.Code, p.Auteur, p.Etat, p.DemandeLe, p.TermineLe,
                    lignes = p.LireBilan().Liste,
                }),
            }, ct);
            return CommandCode.Done;
        }

        foreach (var close in directory.Current.Closes)
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"campagne {close.Session} : close le {close.CloseLe:dd/MM/yyyy} par {close.Par}"
                + $"{(close.PurgeeLe is { } purged ? $", purgée le {purged:dd/MM/yyyy}" : "")}").AsMemory(), ct);
        foreach (var passage in passages) await Console.Out.WriteLineAsync(LineOf(passage).AsMemory(), ct);
        if (missing.Count > 0)
            await Console.Out.WriteLineAsync(
                $"{Accord.De(missing.Count, "effacement")} du registre à refaire : parcoursup-gateway conservation reappliquer --auteur NOM"
                    .AsMemory(), ct);
        return CommandCode.Done;
    }

    private static string LineOf(PassageRow passage) => string.Create(CultureInfo.InvariantCulture,
        $"passage {passage.Id} : {passage.Acte} {passage.Session}{passage.Code}, {passage.Auteur}, le {passage.DemandeLe:dd/MM/yyyy}, ")
        + $"{passage.Etat}, {Accord.De(passage.LireBilan().Total, "ligne")}";
}
