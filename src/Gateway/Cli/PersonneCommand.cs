using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway personne</c>: a copy of what is held of one person, and the erasure of it.</summary>
internal sealed class PersonneCommand(ConservationService service, Database database, AuditBook audit)
{
    public static Command Exporter(ICommandRun run)
    {
        var file = new Argument<string>("fichier")
        {
            Description = "Fichier JSON à créer, ou - pour la sortie standard", DefaultValueFactory = _ => "-",
        };
        var command = new Command("exporter", "Écrit en un JSON tout ce que la passerelle tient d'une personne") { file };
        var (who, options) = (new QuiOptions(command), CommandOptions.On(command));
        command.SetAction((result, ct) => who.Of(result) is not { } demande
            ? CommandFailure.TellAsync(who.Problem(result))
            : run.WithAsync<PersonneCommand>(
                options.Of(result) with { Existing = true }, work => work.ExportAsync(demande, result.GetValue(file)!, ct), ct));
        return command;
    }

    public static Command Effacer(ICommandRun run)
    {
        var command = new Command("effacer", "Efface une personne, et retient par une empreinte qu'elle l'a été");
        var (who, options) = (new QuiOptions(command), ActeOptions.On(command));
        command.SetAction((result, ct) => who.Of(result) is not { } demande
            ? CommandFailure.TellAsync(who.Problem(result))
            : options.RunAsync<PersonneCommand>(run, result, (work, acte) => work.EraseAsync(demande, acte, ct), ct));
        return command;
    }

    public static Command Readmettre(ICommandRun run)
    {
        var number = new Argument<long>("effacement") { Description = "Numéro de l'effacement, que dit la tâche" };
        var author = new Option<string>("--auteur") { Description = "Qui l'admet", Required = true };
        var command = new Command("readmettre", "Laisse revenir une personne effacée, redevenue candidate") { number, author };
        var options = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<PersonneCommand>(
            options.Of(result) with { Existing = true },
            work => work.AdmitAsync(result.GetValue(number), result.GetValue(author)!, ct), ct));
        return command;
    }

    private async Task<int> ExportAsync(DemandePersonne demande, string file, CancellationToken ct)
    {
        var (found, refus) = await service.ExporterAsync(demande, ct);
        if (found is null) return await CommandFailure.TellAsync(refus!);
        if (found["etablissements"] is JsonArray { Count: 0 })
            return await CommandFailure.TellAsync("La passerelle ne tient rien de cette personne.");
        var bytes = Encoding.UTF8.GetBytes(found.ToJsonString(CommandOutput.Options) + "\n");
        if (file == "-") await CommandOutput.WriteBytesAsync(bytes, ct);
        else await WriteAsync(file, bytes, ct);
        return CommandCode.Done;
    }

    // Personal data: for whoever runs the command alone, and never over a file that is there.
    private static async Task WriteAsync(string file, byte[] bytes, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var output = new FileStream(file, options);
        await output.WriteAsync(bytes, ct);
    }

    private async Task<int> EraseAsync(DemandePersonne demande, Acte acte, CancellationToken ct)
    {
        var rapport = await service.EffacerAsync(demande, acte.Essai, acte.Auteur, ct);
        var code = await acte.TellAsync(rapport.Bilan, rapport.Fichiers, rapport.Refus, "Effacement de la personne", ct);
        if (rapport is { Refus: null, Fichiers.Count: > 0 } && !acte.Settings.Json)
            await Console.Out.WriteLineAsync(
                ("Ces fichiers peuvent la contenir et ne sont pas modifiés. Ils restent jusqu'à ce que de plus récents les remplacent, "
                    + "et au plus tard jusqu'à la purge de la campagne ; les retours de Scolarix, jusqu'à cette purge ou la fin de la "
                    + "durée des rapports. Pour qu'ils partent plus tôt : les remplacer par un nouveau, ou les supprimer.").AsMemory(), ct);
        return code;
    }

    private async Task<int> AdmitAsync(long number, string author, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(author)) return await CommandFailure.TellAsync("--auteur : dire qui l'admet.");
        if (!await PersonnesEffacees.ReadmettreAsync(database, audit, number, author.Trim(), ct))
            return await CommandFailure.TellAsync(string.Create(CultureInfo.InvariantCulture, $"Aucun effacement n'a le numéro {number}."));
        await Console.Out.WriteLineAsync("La personne sera enregistrée quand la source la transmettra de nouveau.".AsMemory(), ct);
        return CommandCode.Done;
    }

    /// <summary>Whom the command is about.</summary>
    private sealed class QuiOptions
    {
        private readonly Option<string?> _ine = new("--ine") { Description = "INE de la personne" };
        private readonly Option<string?> _dossier = new("--dossier") { Description = "Session et numéro, par exemple 2026/12345" };
        private readonly Option<string?> _etab = new("--etablissement")
        {
            Description = "D'un seul établissement (code ou UAI) ; sinon de tous ceux de la passerelle",
        };

        public QuiOptions(Command command)
        {
            command.Options.Add(_ine);
            command.Options.Add(_dossier);
            command.Options.Add(_etab);
        }

        public DemandePersonne? Of(ParseResult result) => Read(result) is var demande && demande.Erreur() is null ? demande : null;

        public string Problem(ParseResult result) => Read(result).Erreur()?.Message ?? "";

        private DemandePersonne Read(ParseResult result)
        {
            var parts = result.GetValue(_dossier)?.Split('/') ?? [];
            return new(result.GetValue(_ine), Number(parts, 0), Number(parts, 1), result.GetValue(_etab));
        }

        private static int? Number(string[] parts, int place) =>
            parts.Length == 2 && int.TryParse(parts[place], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : null;
    }
}
