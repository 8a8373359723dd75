using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// A person confirms a list that is far shorter than the last: what was distrusted becomes the reference, and the next trusted pulls
/// tell who has really gone.
/// </summary>
internal sealed class DisappearanceEffect : IGardeEffect
{
    public TypeGarde Type => TypeGarde.Disparitions;

    public async Task SettleAsync(WriteSession session, long id, EtatGarde etat, string par, CancellationToken ct)
    {
        if (etat != EtatGarde.Confirmee) return;
        var pull = JsonText.Read<long>((await session.ScalarAsync<string>("SELECT donnees FROM garde WHERE id = @id", new { id }, ct))!);
        await session.ExecuteAsync("UPDATE recuperation SET de_confiance = TRUE WHERE id = @pull", new { pull }, ct);
    }
}
