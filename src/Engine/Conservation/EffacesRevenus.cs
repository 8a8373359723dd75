using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>
/// Erased persons of whom the source tells again are not taken, yet stand in its raw messages: every night what came in lately is looked
/// through, where anybody was erased at all.
/// </summary>
internal sealed class EffacesRevenus(
    Database database, MessagesPersonne messages, PersonnesEffacees erased, IBusinessClock clock, TimeProvider time)
{
    // Longer than any gateway is away from its nights.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(15);

    public async Task ViderAsync(string code, Bilan bilan, CancellationToken ct)
    {
        var tombs = await ErasedAsync(code, ct);
        if (tombs.Count == 0) return;
        var qui = new QuiEfface(key => tombs.ContainsKey(erased.EmpreinteDe(code, key)), clock.Today.Year);
        bilan.Ajouter(code, "messages bruts", await messages.ViderAsync(code, time.GetUtcNow() - Lately, qui, ct));
    }

    private async Task<IReadOnlyDictionary<string, PersonneEffacee>> ErasedAsync(string code, CancellationToken ct)
    {
        await using var reading = await database.EssayerAsync(ct);
        return await erased.OfAsync(reading, code, ct);
    }
}
