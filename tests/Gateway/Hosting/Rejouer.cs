using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Replays the journal of a gateway into a fresh database, as the command does, and says what differs.</summary>
internal static class Rejouer
{
    /// <param name="vers">A file that is not there, or the connection string of an empty database.</param>
    public static async Task<(RapportRejeu Rapport, IReadOnlyList<string> Ecarts)> VersAsync(IServiceProvider services, string vers)
    {
        var database = services.GetRequiredService<Database>();
        await using var reading = await database.ReadAsync(default);
        var source = new ReplaySource(
            database, reading, services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<StoredBusinessClock>().Offset);
        await source.LoadAsync(default);
        await using var app = await new RejeuBase(vers).OpenAsync(services, source, default);
        var told = new List<string>();
        var rapport = await app.Services.GetRequiredService<ReplayService>().RunAsync((_, _) => Task.CompletedTask, ecart =>
        {
            told.Add(RejeuTexte.Of(ecart));
            return Task.CompletedTask;
        }, default);
        told.AddRange(rapport.Rejeu.Echecs.Select(e => $"message {e.Id} ({e.Canal}) : {e.Raison}"));
        return (rapport, told);
    }

    /// <summary>Into a SQLite file that goes away; a copy of an empty database is made sooner than one from nothing.</summary>
    public static async Task<(RapportRejeu Rapport, IReadOnlyList<string> Ecarts)> AilleursAsync(IServiceProvider services)
    {
        var folder = TestFolder.Create("rejeu-");
        try
        {
            await SqliteTemplate.CopyToAsync(folder.FullName);
            return await VersAsync(services, Path.Combine(folder.FullName, "gateway.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
