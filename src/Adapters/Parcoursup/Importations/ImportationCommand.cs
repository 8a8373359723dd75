using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary><c>gateway importer-candidats</c>: a dry run, and with <c>--confirmer</c> the real one.</summary>
internal sealed class ImportationCommand(
    ConfigurationDirectory directory, Database database, ImportationOptions options, CiblesImportation cibles, ImportationDepot depot,
    ImportationBook book, ImportationWait wait)
{
    private const string Who = "ligne de commande";

    public static Command Create(ICommandRun run)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var session = new Option<int?>("--session") { Description = "Session de Parcoursup, par exemple 2026" };
        var formation = new Option<int?>("--formation") { Description = "Code Parcoursup de la formation du fichier" };
        var uai = new Option<string?>("--uai") { Description = "UAI de la formation, si l'établissement en a plusieurs" };
        var isNew = new Option<bool>("--formation-nouvelle")
        {
            Description = "La formation est bien celle-là, même si la passerelle ne la connaît pas encore",
        };
        var confirm = new Option<bool>("--confirmer") { Description = "Applique le fichier après l'analyse" };
        var abandon = new Option<long?>("--abandonner")
        {
            Description = "Abandonne l'importation de ce numéro et efface son fichier, au lieu d'en analyser un",
        };
        var file = new Argument<FileInfo?>("fichier") { Description = "Export des candidats admis de Parcoursup : .csv, ou .xlsx",
            Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("importer-candidats", "Analyse l'export CSV des admis d'une formation, et l'applique avec --confirmer")
        {
            etab, session, formation, uai, isNew, confirm, abandon, file,
        };
        command.SetAction((result, ct) => run.WithAsync<ImportationCommand>(
            work => work.RunAsync(
                result.GetValue(etab)!,
                new DemandeImportation(result.GetValue(session), result.GetValue(formation), result.GetValue(uai), result.GetValue(isNew)),
                result.GetValue(file), result.GetValue(confirm), result.GetValue(abandon), ct),
            ct));
        return command;
    }

    private async Task<int> RunAsync(string name, DemandeImportation asked, FileInfo? file, bool confirm, long? abandon,
        CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        if (abandon is { } id)
            return file is null && !confirm
                ? await AbandonAsync(etablissement, id, ct)
                : await CommandFailure.TellAsync("--abandonner ne va ni avec un fichier, ni avec --confirmer.");
        return file is null
            ? await CommandFailure.TellAsync("Indiquer le fichier à analyser, ou --abandonner et le numéro d'une importation.")
            : await ImportAsync(etablissement, asked, file, confirm, ct);
    }

    private async Task<int> ImportAsync(EtablissementModel etablissement, DemandeImportation asked, FileInfo file, bool confirm,
        CancellationToken ct)
    {
        var (cible, champ, message) = await cibles.FindAsync(etablissement, asked, ct);
        if (cible is null) return await CommandFailure.TellAsync($"--{champ} : {message}");
        if (!file.Exists) return await CommandFailure.MissingAsync(file);

        await using var content = file.OpenRead();
        if (await depot.TakeAsync(etablissement.Code, cible, file.Name, content, Who, ct) is not { } id)
            return await CommandFailure.TellAsync($"{file.FullName} : fichier trop volumineux.");
        var row = await wait.UntilAfterAsync(EtatImportation.Analyse, etablissement.Code, id, ct);
        if (row.Etat != nameof(EtatImportation.AConfirmer))
            return await CommandFailure.TellAsync(row.Message ?? $"Importation {id} : {row.Etat}.");
        await WriteTrialAsync(row, cible, ct);
        return confirm ? await ConfirmAsync(row, ct) : await LeaveAsync(id);
    }

    private async Task WriteTrialAsync(ImportationRow row, CibleImportation cible, CancellationToken ct)
    {
        var report = ImportationView.Of(row).Analyse!;
        await Console.Out.WriteLineAsync(
            $"Importation {row.Id}, essai à blanc : {report.Formation}, session {cible.Session}, UAI {cible.Uai}.");
        await Console.Out.WriteLineAsync(ImportationReport.Counts(report.Bilan).AsMemory(), ct);
        await new ImportationReport(database).WriteAsync(row, report, Console.Out, ct);
    }

    private async Task<int> LeaveAsync(long id)
    {
        await Console.Out.WriteLineAsync(
            $"Rien n'a été modifié. Pour appliquer : confirmer l'importation {id} (API), ou relancer la commande avec --confirmer.");
        await Console.Out.WriteLineAsync(
            $"Pour y renoncer : --abandonner {id}. Sans confirmation sous {Accord.De(options.JoursSansConfirmation, "jour")}, le fichier "
            + $"est effacé.");
        return 0;
    }

    private async Task<int> ConfirmAsync(ImportationRow row, CancellationToken ct)
    {
        if (!await depot.ConfirmAsync(row, Who, null, ct))
            return await CommandFailure.TellAsync($"L'importation {row.Id} a été confirmée ou abandonnée par quelqu'un d'autre.");
        row = await wait.UntilAfterAsync(EtatImportation.Application, row.Etablissement, row.Id, ct);
        if (row.Etat != nameof(EtatImportation.Terminee))
            return await CommandFailure.TellAsync(row.Message ?? $"Importation {row.Id} : {row.Etat}.");
        await Console.Out.WriteLineAsync($"Importation {row.Id}, appliquée : {ImportationReport.Counts(row.LireBilan())}".AsMemory(), ct);
        return 0;
    }

    private async Task<int> AbandonAsync(EtablissementModel etablissement, long id, CancellationToken ct)
    {
        if (await book.FindAsync(database, etablissement.Code, id, ct) is not { } row)
            return await CommandFailure.TellAsync($"L'établissement {etablissement.Code} n'a pas d'importation {id}.");
        if (await depot.AbandonAsync(row, Who, ct) is { } reason) return await CommandFailure.TellAsync(reason);
        await Console.Out.WriteLineAsync($"Importation {id} abandonnée, son fichier est effacé.".AsMemory(), ct);
        return 0;
    }
}
