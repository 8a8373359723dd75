using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>
/// <c>gateway importer-candidats</c> and <c>gateway resultats-bac</c>: a dry run, and with <c>--confirmer</c> the real one.
/// Beside a running gateway, whichever of the two takes the work first does it.
/// </summary>
internal static class ImportationCommands
{
    private const string Who = "ligne de commande";
    private const int MostRefused = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Candidats(Func<Func<IServiceProvider, Task<int>>, CancellationToken, Task<int>> withServices)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var session = new Option<int?>("--session") { Description = "Session de Parcoursup, par exemple 2026" };
        var formation = new Option<int?>("--formation") { Description = "Code Parcoursup de la formation du fichier" };
        var uai = new Option<string?>("--uai") { Description = "UAI de la formation, si l'établissement en a plusieurs" };
        var isNew = new Option<bool>("--formation-nouvelle") { Description = "La formation est bien celle-là, même si la passerelle ne la connaît pas encore" };
        var confirm = new Option<bool>("--confirmer") { Description = "Applique le fichier après l'analyse" };
        var abandon = new Option<long?>("--abandonner") { Description = "Abandonne l'importation de ce numéro et efface son fichier, au lieu d'en analyser un" };
        var file = new Argument<FileInfo?>("fichier") { Description = "Export CSV des candidats admis de Parcoursup", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("importer-candidats", "Analyse l'export CSV des admis d'une formation, et l'applique avec --confirmer")
        {
            etab, session, formation, uai, isNew, confirm, abandon, file,
        };
        command.SetAction((result, ct) => withServices(async services =>
        {
            var name = result.GetValue(etab)!;
            if (services.GetRequiredService<ConfigurationDirectory>().Current.Find(name) is not { } etablissement) return await UnknownAsync(name);
            if (result.GetValue(abandon) is { } id)
                return result.GetValue(file) is null && !result.GetValue(confirm)
                    ? await AbandonAsync(services, etablissement, id, ct)
                    : await FailAsync("--abandonner ne va ni avec un fichier, ni avec --confirmer.");
            if (result.GetValue(file) is not { } source) return await FailAsync("Indiquer le fichier à analyser, ou --abandonner et le numéro d'une importation.");
            var asked = new DemandeImportation(result.GetValue(session), result.GetValue(formation), result.GetValue(uai), result.GetValue(isNew));
            return await ImportAsync(services, etablissement, asked, source, result.GetValue(confirm), ct);
        }, ct));
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
        IServiceProvider services, EtablissementModel etablissement, DemandeImportation asked, FileInfo file, bool confirm, CancellationToken ct)
    {
        var (cible, champ, message) = await services.GetRequiredService<CiblesImportation>().FindAsync(etablissement, asked, ct);
        if (cible is null) return await FailAsync($"--{champ} : {message}");
        if (!file.Exists) return await FailAsync($"{file.FullName} : ce fichier n'existe pas.");

        var depot = services.GetRequiredService<ImportationDepot>();
        await using var content = file.OpenRead();
        if (await depot.TakeAsync(etablissement.Code, cible, file.Name, content, Who, ct) is not { } id) return await FailAsync($"{file.FullName} : fichier trop volumineux.");
        var row = await FollowAsync(services, etablissement.Code, id, EtatImportation.Analyse, "Analyse", ct);
        if (row.Etat != nameof(EtatImportation.AConfirmer)) return await FailAsync(row.Message ?? $"Importation {id} : {row.Etat}.");
        var report = ImportationView.Of(row).Analyse!;
        await Console.Out.WriteLineAsync($"Importation {id}, essai à blanc : {report.Formation}, session {cible.Session}, UAI {cible.Uai}.");
        await Console.Out.WriteLineAsync(ImportationReport.Counts(report.Bilan).AsMemory(), ct);
        await new ImportationReport(services.GetRequiredService<Database>()).WriteAsync(row, report, Console.Out, ct);
        if (!confirm)
        {
            var days = services.GetRequiredService<ImportationOptions>().JoursSansConfirmation;
            await Console.Out.WriteLineAsync($"Rien n'a été modifié. Pour appliquer : confirmer l'importation {id} (API), ou relancer la commande avec --confirmer.");
            await Console.Out.WriteLineAsync($"Pour y renoncer : --abandonner {id}. Sans confirmation sous {Accord.De(days, "jour")}, le fichier est effacé.");
            return 0;
        }

        if (!await depot.ConfirmAsync(row, Who, null, ct)) return await FailAsync($"L'importation {id} a été confirmée ou abandonnée par quelqu'un d'autre.");
        row = await FollowAsync(services, etablissement.Code, id, EtatImportation.Application, "Application", ct);
        if (row.Etat != nameof(EtatImportation.Terminee)) return await FailAsync(row.Message ?? $"Importation {id} : {row.Etat}.");
        await Console.Out.WriteLineAsync($"Importation {id}, appliquée : {ImportationReport.Counts(row.LireBilan())}".AsMemory(), ct);
        return 0;
    }

    private static async Task<int> AbandonAsync(IServiceProvider services, EtablissementModel etablissement, long id, CancellationToken ct)
    {
        if (await services.GetRequiredService<ImportationBook>().FindAsync(services.GetRequiredService<Database>(), etablissement.Code, id, ct) is not { } row)
            return await FailAsync($"L'établissement {etablissement.Code} n'a pas d'importation {id}.");
        if (await services.GetRequiredService<ImportationDepot>().AbandonAsync(row, Who, ct) is { } reason) return await FailAsync(reason);
        await Console.Out.WriteLineAsync($"Importation {id} abandonnée, son fichier est effacé.".AsMemory(), ct);
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
        await Console.Out.WriteLineAsync(
            $"{Accord.De(answer.Recues, "ligne")}, {Accord.De(answer.Refusees, "refusée")} ; {Accord.De(b.Admis, "admis", "admis")}, {Accord.De(b.Refuses, "refusé")}, {b.Rattrapages} au rattrapage ; "
            + $"{Accord.De(b.Inconnus, "candidat inconnu")}, {Accord.De(b.Inchanges, "résultat inchangé")}, {Accord.De(b.Depasses, "dépassé")}.");
        foreach (var line in answer.Lignes.Take(MostRefused))
            await Console.Out.WriteLineAsync(ImportationReport.Line(line.Ligne, null, line.Champ, line.Ine, line.Message));
        if (answer.Lignes.Count > MostRefused) await Console.Out.WriteLineAsync($"  … et {Accord.De(answer.Lignes.Count - MostRefused, "autre")}.");
        foreach (var day in answer.Garde ?? [])
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Le {day.Jour:dd/MM/yyyy}, {Accord.De(day.Nombre, "vœu favorable", "vœux favorables")} sur {day.VoeuxFavorables} {Accord.Mots(day.Nombre, "passerait", "passeraient")} à défavorable (limite {day.Limite}){(day.ConfirmationNecessaire ? " : une personne devra confirmer la garde." : ".")}"));
        await Console.Out.WriteLineAsync((confirm ? "Résultats enregistrés : la passerelle les applique." : "Rien n'a été modifié : relancer avec --confirmer pour enregistrer.").AsMemory(), ct);
        return 0;
    }

    private static Task<int> UnknownAsync(string name) => FailAsync($"Aucun établissement n'a le code ou l'UAI « {name} ».");

    private static async Task<int> FailAsync(string line)
    {
        await Console.Error.WriteLineAsync(line);
        return 2;
    }
}
