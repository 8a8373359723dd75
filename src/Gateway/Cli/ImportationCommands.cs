using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Evaluation;
using Parcoursup.Gateway.Importations;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// <c>gateway importer-candidats</c> and <c>gateway resultats-bac</c>: a dry run, and with <c>--confirmer</c> the real one.
/// Beside a running gateway, whichever of the two takes the work first does it.
/// </summary>
internal static class ImportationCommands
{
    private const string Who = "ligne de commande";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Candidats(Func<Func<IServiceProvider, Task<int>>, CancellationToken, Task<int>> withServices)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var session = new Option<int>("--session") { Description = "Session de Parcoursup, par exemple 2026", Required = true };
        var formation = new Option<int>("--formation") { Description = "Code Parcoursup de la formation du fichier", Required = true };
        var uai = new Option<string?>("--uai") { Description = "UAI de la formation, si l'établissement en a plusieurs" };
        var confirm = new Option<bool>("--confirmer") { Description = "Applique le fichier après l'analyse" };
        var file = new Argument<FileInfo>("fichier") { Description = "Export CSV des candidats admis de Parcoursup" };
        var command = new Command("importer-candidats", "Analyse l'export CSV des admis d'une formation, et l'applique avec --confirmer") { etab, session, formation, uai, confirm, file };
        command.SetAction((result, ct) => withServices(services => ImportAsync(services, result.GetValue(etab)!,
            etablissement => CibleImportation.Of(etablissement, result.GetValue(session), result.GetValue(formation), result.GetValue(uai)),
            result.GetValue(file)!, result.GetValue(confirm), ct), ct));
        return command;
    }

    public static Command Resultats(Func<Func<IServiceProvider, Task<int>>, CancellationToken, Task<int>> withServices)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var confirm = new Option<bool>("--confirmer") { Description = "Enregistre les résultats ; sans elle, rien n'est modifié" };
        var file = new Argument<FileInfo>("fichier") { Description = "Résultats du baccalauréat : .csv, .json ou .ndjson" };
        var command = new Command("resultats-bac", "Dit ce que des résultats du baccalauréat changeraient, et les enregistre avec --confirmer") { etab, confirm, file };
        command.SetAction((result, ct) => withServices(services => ResultsAsync(services, result.GetValue(etab)!, result.GetValue(file)!, result.GetValue(confirm), ct), ct));
        return command;
    }

    private static async Task<int> ImportAsync(
        IServiceProvider services, string name, Func<EtablissementModel, (CibleImportation? Cible, string Champ, string Message)> target, FileInfo file, bool confirm, CancellationToken ct)
    {
        if (services.GetRequiredService<ConfigurationDirectory>().Current.Find(name) is not { } etablissement) return await UnknownAsync(name);
        var (cible, champ, message) = target(etablissement);
        if (cible is null) return await FailAsync($"{champ} : {message}");
        if (!file.Exists) return await FailAsync($"{file.FullName} : ce fichier n'existe pas.");

        var depot = services.GetRequiredService<ImportationDepot>();
        await using var content = file.OpenRead();
        if (await depot.TakeAsync(etablissement.Code, cible, file.Name, content, Who, ct) is not { } id) return await FailAsync($"{file.FullName} : fichier trop volumineux.");
        var row = await FollowAsync(services, etablissement.Code, id, EtatImportation.Analyse, "Analyse", ct);
        if (row.Etat != nameof(EtatImportation.AConfirmer)) return await FailAsync(row.Message ?? $"Importation {id} : {row.Etat}.");
        var report = ImportationView.Of(row).Analyse!;
        await Console.Out.WriteLineAsync(Describe($"Importation {id}, essai à blanc", report.Bilan).AsMemory(), ct);
        if (report.ColonnesIgnorees.Count > 0) await Console.Out.WriteLineAsync($"Colonnes ignorées : {string.Join(", ", report.ColonnesIgnorees)}.");
        if (report.ColonnesAbsentes.Count > 0) await Console.Out.WriteLineAsync($"Colonnes absentes : {string.Join(", ", report.ColonnesAbsentes)}.");
        foreach (var line in await services.GetRequiredService<Database>().QueryAsync<AnomalieRow>(
            "SELECT * FROM importation_anomalie WHERE importation = @id AND nature = 'Rejet' ORDER BY numero LIMIT 50", new { id }, ct))
            await Console.Out.WriteLineAsync($"  ligne {line.Ligne}{(line.Colonne is null ? "" : $", colonne « {line.Colonne} »")}{(line.Ine is null ? "" : $", INE {line.Ine}")} : {line.Message}");
        if (!confirm)
        {
            await Console.Out.WriteLineAsync($"Rien n'a été modifié. Pour appliquer : confirmer l'importation {id} (API), ou relancer la commande avec --confirmer.");
            return 0;
        }

        if (!await depot.ConfirmAsync(row, Who, null, ct)) return await FailAsync($"L'importation {id} a été confirmée ou abandonnée par quelqu'un d'autre.");
        row = await FollowAsync(services, etablissement.Code, id, EtatImportation.Application, "Application", ct);
        if (row.Etat != nameof(EtatImportation.Terminee)) return await FailAsync(row.Message ?? $"Importation {id} : {row.Etat}.");
        await Console.Out.WriteLineAsync(Describe($"Importation {id}, appliquée", row.LireBilan()).AsMemory(), ct);
        return 0;
    }

    // The work runs here or in a running gateway; either way the row tells how far it is.
    private static async Task<ImportationRow> FollowAsync(
        IServiceProvider services, string etablissement, long id, EtatImportation phase, string title, CancellationToken ct)
    {
        var (book, database, runner, time) = (services.GetRequiredService<ImportationBook>(), services.GetRequiredService<Database>(),
            services.GetRequiredService<ImportationRunner>(), services.GetRequiredService<TimeProvider>());
        var bar = new ProgressBar(title, Console.Error, !Console.IsErrorRedirected);
        var work = runner.RunAsync(id, ct);
        while (true)
        {
            var row = (await book.FindAsync(database, etablissement, id, ct))!;
            var progress = ProgressionView.Of(row);
            bar.Show(progress.Pourcent, progress.LignesTraitees);
            if (row.Etat != phase.ToString())
            {
                bar.End();
                await work;
                return row;
            }

            // Whoever had it may have died: it is free again when the lease runs out.
            if (work.IsCompleted)
            {
                await work;
                work = runner.RunAsync(id, ct);
            }

            await Task.Delay(Look, time, ct);
        }
    }

    private static async Task<int> ResultsAsync(IServiceProvider services, string name, FileInfo file, bool confirm, CancellationToken ct)
    {
        if (services.GetRequiredService<ConfigurationDirectory>().Current.Find(name) is not { } etablissement) return await UnknownAsync(name);
        if (!file.Exists) return await FailAsync($"{file.FullName} : ce fichier n'existe pas.");
        var type = file.Extension.ToUpperInvariant() switch { ".CSV" => "text/csv", ".NDJSON" => "application/x-ndjson", _ => "application/json" };
        var body = await File.ReadAllBytesAsync(file.FullName, ct);
        var (answer, unreadable) = await services.GetRequiredService<BacIntake>().TakeAsync(etablissement, body, type, essai: !confirm, Who, null, ct);
        if (answer is null) return await FailAsync($"{file.FullName} : {unreadable}");
        var b = answer.Bilan;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{answer.Recues} lignes, {answer.Refusees} refusées ; {b.Admis} admis, {b.Refuses} refusés, {b.Rattrapages} au rattrapage ; {b.Inconnus} candidats inconnus, {b.Inchanges} résultats inchangés, {b.Depasses} dépassés."));
        foreach (var line in answer.Lignes.Take(50))
            await Console.Out.WriteLineAsync($"  ligne {line.Ligne}{(line.Champ is null ? "" : $", colonne « {line.Champ} »")}{(line.Ine is null ? "" : $", INE {line.Ine}")} : {line.Message}");
        foreach (var day in answer.Garde ?? [])
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Le {day.Jour:dd/MM/yyyy}, {day.Nombre} vœux favorables sur {day.VoeuxFavorables} passeraient à défavorable (limite {day.Limite}){(day.ConfirmationNecessaire ? " : une personne devra confirmer la garde." : ".")}"));
        await Console.Out.WriteLineAsync((confirm ? "Résultats enregistrés : la passerelle les applique." : "Rien n'a été modifié : relancer avec --confirmer pour enregistrer.").AsMemory(), ct);
        return 0;
    }

    private static string Describe(string title, Bilan b) => string.Create(CultureInfo.InvariantCulture,
        $"{title} : {b.Lignes} lignes ; {b.Nouvelles} nouvelles, {b.Modifiees} modifiées, {b.Inchangees} inchangées, {b.Depassees} dépassées, {b.Desistees} désistées, {b.Doublons} doublons, {b.Rejetees} rejetées, {b.Absentes} absentes du fichier.");

    private static Task<int> UnknownAsync(string name) => FailAsync($"Aucun établissement n'a le code ou l'UAI « {name} ».");

    private static async Task<int> FailAsync(string line)
    {
        await Console.Error.WriteLineAsync(line);
        return 2;
    }
}
