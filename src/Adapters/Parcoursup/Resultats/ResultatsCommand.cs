using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>
/// <c>gateway resultats-bac</c>: what results of the baccalauréat would change, and with <c>--confirmer</c> they are stored.
/// </summary>
internal sealed class ResultatsCommand(ConfigurationDirectory directory, BacIntake intake)
{
    private const string Who = "ligne de commande";
    private const int MostRefused = 50;

    public static Command Create(ICommandRun run)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var confirm = new Option<bool>("--confirmer") { Description = "Enregistre les résultats ; sans elle, rien n'est modifié" };
        var file = new Argument<FileInfo>("fichier") { Description = "Résultats du baccalauréat : .csv, .xlsx, .json ou .ndjson" };
        var command = new Command("resultats-bac",
            "Dit ce que des résultats du baccalauréat changeraient, et les enregistre avec --confirmer")
        {
            etab, confirm, file,
        };
        command.SetAction((result, ct) => run.WithAsync<ResultatsCommand>(
            work => work.RunAsync(result.GetValue(etab)!, result.GetValue(file)!, result.GetValue(confirm), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, FileInfo file, bool confirm, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        if (!file.Exists) return await CommandFailure.MissingAsync(file);
        var type = file.Extension.ToUpperInvariant() switch { ".CSV" => "text/csv", ".NDJSON" => "application/x-ndjson", ".JSON" =>
            "application/json", _ => null };
        var body = await File.ReadAllBytesAsync(file.FullName, ct);
        var (answer, unreadable) = await intake.TakeAsync(etablissement, body, type, essai: !confirm, Who, null, ct);
        if (answer is null) return await CommandFailure.TellAsync($"{file.FullName} : {unreadable}");

        await Console.Out.WriteLineAsync(Counts(answer));
        foreach (var line in answer.Lignes.Take(MostRefused))
            await Console.Out.WriteLineAsync(LineText.Of(line.Ligne, null, line.Champ, line.Ine, line.Message));
        if (answer.Lignes.Count > MostRefused)
            await Console.Out.WriteLineAsync($"  … et {Accord.De(answer.Lignes.Count - MostRefused, "autre")}.");
        foreach (var line in answer.Inconnus.Take(MostRefused))
            await Console.Out.WriteLineAsync(LineText.Of(line.Ligne, line.CodeCandidat, null, line.Ine, line.Message));
        if (answer.Inconnus.Count > MostRefused)
            await Console.Out.WriteLineAsync($"  … et {Accord.De(answer.Inconnus.Count - MostRefused, "autre inconnu")}.");
        foreach (var day in answer.Garde ?? []) await Console.Out.WriteLineAsync(Forecast(day));
        var end = confirm
            ? "Résultats enregistrés : la passerelle les applique." : "Rien n'a été modifié : relancer avec --confirmer pour enregistrer.";
        await Console.Out.WriteLineAsync(end.AsMemory(), ct);
        return 0;
    }

    private static string Counts(ReponseBac answer)
    {
        var b = answer.Bilan;
        return $"{Accord.De(answer.Recues, "ligne")}, {Accord.De(answer.Refusees, "refusée")} ; "
            + $"{Accord.De(b.Admis, "admis", "admis")}, {Accord.De(b.Refuses, "refusé")}, {b.Rattrapages} au rattrapage ; "
            + $"{Accord.De(b.Inconnus, "candidat inconnu")}, {Accord.De(b.Inchanges, "résultat inchangé")}, "
                + $"{Accord.De(b.Depasses, "dépassé")}.";
    }

    private static string Forecast(PrevisionGarde day) =>
        string.Create(CultureInfo.InvariantCulture,
            $"Le {day.Jour:dd/MM/yyyy}, {Accord.De(day.Nombre, "vœu favorable", "vœux favorables")} ")
        + $"sur {day.VoeuxFavorables} {Accord.Mots(day.Nombre, "passerait", "passeraient")} à défavorable (limite {day.Limite})"
        + (day.ConfirmationNecessaire ? " : une personne devra confirmer la garde." : ".");
}
