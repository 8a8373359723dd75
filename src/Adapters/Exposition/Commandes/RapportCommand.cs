using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary><c>gateway exposition rapport</c>: coverage of the last run that took effect.</summary>
internal sealed class RapportCommand(ExecutionBook book)
{
    public static Command Create(ICommandRun run)
    {
        var command = new Command("rapport",
            "Couverture de la dernière exécution : par diplôme, voie et périmètre, raisons, gains, différences");
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) =>
        {
            var settings = common.Of(result) with { Existing = true };
            return run.WithAsync<RapportCommand>(settings, work => work.RunAsync(settings.Json, ct), ct);
        });
        return command;
    }

    private async Task<int> RunAsync(bool json, CancellationToken ct)
    {
        if (await book.DerniereAppliqueeAsync(ct) is not { Rapport: { } stored } derniere)
            return await CommandFailure.TellAsync(
                "Aucun appariement n'est encore terminé : lancer d'abord « parcoursup-gateway exposition apparier ».");
        if (json) await CommandOutput.WriteBytesAsync(Encoding.UTF8.GetBytes(stored + "\n"), ct);
        else await Console.Out.WriteAsync(EnClair(derniere, JsonSerializer.Deserialize<RapportView>(stored, CommandOutput.Options)!), ct);
        return CommandCode.Done;
    }

    private static StringBuilder EnClair(ExecutionRow execution, RapportView rapport)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Appariement du {execution.JourMetier:dd/MM/yyyy} : {Accord.De(rapport.Total, "ligne")}, "
            + $"{Accord.De(rapport.Couvert, "couverte")}, {rapport.SousLeSeuil} sous le seuil, "
            + $"{Accord.De(rapport.NonCouvert, "non couverte", "non couvertes")}.");
        foreach (var l in rapport.Lignes)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {l.Type}, {l.Filiere}{(l.Scope is null ? "" : l.Scope == "Oui" ? ", dans le périmètre" : ", hors périmètre")} : "
                + $"{l.Couvert} / {l.Total} ({(double)l.Couvert / l.Total:P1}), sous le seuil {l.SousLeSeuil}");
        text.AppendLine("Raisons :");
        foreach (var (raison, nombre) in rapport.Raisons) text.AppendLine(CultureInfo.InvariantCulture, $"  {raison} : {nombre}");
        text.AppendLine("Gain de chaque étape :");
        foreach (var g in rapport.Gains) text.AppendLine(CultureInfo.InvariantCulture, $"  {g.Etape} : +{g.Gain} (cumul {g.Cumul})");
        if (rapport.Differences.Depuis is { } depuis)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"Depuis l'exécution du {depuis:dd/MM/yyyy} : "
                + $"{Accord.De(rapport.Differences.Gagnees, "ligne gagnée")}, {Accord.De(rapport.Differences.Perdues, "perdue")}.");
        return text;
    }
}
