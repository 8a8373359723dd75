using System.CommandLine;
using System.Text;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// <c>gateway journal rejouer</c>: rebuilds the state from the raw messages in a fresh database and names every difference. Its exit code
/// is 0 only when there is none.
/// </summary>
internal sealed class RejeuCommand(
    Database database, StorageOptions storage, StoredBusinessClock clock, AuditBook audit, IServiceProvider services)
{
    private const int Differs = 1;
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(5);

    public static Command Create(ICommandRun run)
    {
        var vers = new Option<string>("--vers")
        {
            Description =
                "Base neuve du rejeu : un fichier SQLite qui n'existe pas, ou la chaîne de connexion, sans mot de passe, d'une base "
                + "PostgreSQL vide",
            Required = true,
        };
        var command = new Command(
            "rejouer",
            "Reconstruit candidats, vœux, résultats, inscriptions et décisions depuis les messages bruts, et nomme tout écart")
        {
            vers,
        };
        var options = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<RejeuCommand>(
            options.Of(result) with { Existing = true },
            work => work.RunAsync(new RejeuBase(result.GetValue(vers)!), options.Of(result).Json, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(RejeuBase vers, bool json, CancellationToken ct)
    {
        if (await vers.RefusAsync(storage, ct) is { } refus) return await CommandFailure.TellAsync(refus);
        // Before anything is shown: the differences hold values of candidates.
        await NoteAsync("commencé", 1, ct);
        await using var reading = await database.ReadAsync(ct);
        var source = new ReplaySource(database, reading, TimeProvider.System.GetUtcNow(), clock.Offset);
        await source.LoadAsync(ct);
        await using var app = await vers.OpenAsync(services, source, ct);
        await Console.Error.WriteLineAsync($"Base du rejeu : {app.Services.GetRequiredService<Database>().Description}");
        await using var output = Console.OpenStandardOutput();
        await using var result = json ? new RejeuJson(output) : null;
        var rapport = await app.Services.GetRequiredService<ReplayService>().RunAsync(
            new Progres(BetweenProgress).TellAsync,
            ecart => result?.TellAsync(ecart, ct) ?? Console.Out.WriteLineAsync(RejeuTexte.Of(ecart).AsMemory(), ct), ct);
        await NoteAsync(rapport.Ecarts == 0 ? EntreeAudit.Fait : "écarts", Math.Max(1, rapport.Ecarts), ct);
        if (result is not null) await result.EndAsync(rapport, ct);
        else
            foreach (var line in RejeuTexte.Bilan(rapport)) await Console.Out.WriteLineAsync(line.AsMemory(), ct);
        return rapport.Ecarts == 0 ? CommandCode.Done : Differs;
    }

    private Task NoteAsync(string issue, long nombre, CancellationToken ct) => audit.ShownAsync(
        database, new(ActeAudit.JournalRejoue, null, null) { Issue = issue, Nombre = nombre }, ct);

    // On the error output, now and then: the differences are read by programs.
    private sealed class Progres(TimeSpan between)
    {
        private long _last = TimeProvider.System.GetTimestamp();

        public async Task TellAsync(long done, long all)
        {
            if (TimeProvider.System.GetElapsedTime(_last) < between) return;
            _last = TimeProvider.System.GetTimestamp();
            await Console.Error.WriteLineAsync($"Rejeu : {Accord.De(done, "message")} sur {all} ({100 * done / Math.Max(1, all)} %)…");
        }
    }
}
