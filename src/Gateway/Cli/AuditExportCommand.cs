using System.CommandLine;
using System.CommandLine.Parsing;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway audit exporter</c>: one JSON object a line, the oldest entry first.</summary>
internal sealed class AuditExportCommand(Database database, AuditReader reader, AuditBook audit, ConfigurationDirectory directory)
{
    public static Command Create(ICommandRun run)
    {
        var file = new Argument<string>("fichier") { Description = "Le fichier à écrire ; - pour la sortie standard" };
        var since = Instant("--depuis", "Premier instant, par exemple 2026-06-01");
        var until = Instant("--jusqua", "Instant avant lequel s'arrêter");
        var etab = new Option<string?>("--etablissement") { Description = "Un seul établissement (code ou UAI)" };
        var command = new Command("exporter", "Écrit l'audit, un objet JSON par ligne") { file, since, until, etab };
        var options = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<AuditExportCommand>(
            options.Of(result) with { Existing = true },
            work => work.RunAsync(
                result.GetValue(file)!, result.GetValue(etab), result.GetValue(since), result.GetValue(until), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string file, string? etablissement, DateTimeOffset? since, DateTimeOffset? until, CancellationToken ct)
    {
        var filtre = new FiltreAudit(
            directory.Current.Find(etablissement)?.Code ?? etablissement, Depuis: since, Jusqua: until);
        long count;
        if (file == ExportCommand.Standard)
        {
            await Console.Out.FlushAsync(ct);
            await using var output = Console.OpenStandardOutput();
            count = await WriteAsync(output, filtre, ct);
        }
        else
        {
            // Readable by its owner only, as the database is.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var output = new FileStream(file, options);
            count = await WriteAsync(output, filtre, ct);
        }

        await database.WriteAsync(session =>
        {
            audit.Note(session, new(ActeAudit.AuditConsulte, filtre.Etablissement, null) { Nombre = count });
            return Task.CompletedTask;
        }, ct);
        await Console.Error.WriteLineAsync($"{Accord.De(count, "entrée")} dans {(file == ExportCommand.Standard ? "la sortie" : file)}.");
        return CommandCode.Done;
    }

    private Task<long> WriteAsync(Stream output, FiltreAudit filtre, CancellationToken ct) =>
        AuditExport.WriteAsync(output, reader.ReadAsync(filtre, 0, ct), csv: false, ct);

    private static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (DateRecue.TryParseInstant(text, out var instant)) return instant;
            argument.AddError($"{name} : {DateRecue.Refus(text, DateRecue.FormeInstant)}");
            return null;
        },
    };
}
