using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// A person confirms a list, or a formation in it, that is far shorter than the last: what was distrusted becomes the reference, and the
/// next trusted pulls tell who has really gone.
/// </summary>
internal sealed class DisappearanceEffect(EffectifBook counts) : IGardeEffect
{
    public TypeGarde Type => TypeGarde.Disparitions;

    public SuiteGarde Annoncer(GardeRow garde) => new(
        $"La liste plus courte devient la référence : {Accord.De(garde.Nombre, "candidat manque", "candidats manquent")} à bon droit, et "
        + "les prochaines récupérations diront qui est vraiment parti.",
        "La liste reste suspecte : aucune absence n'est comptée, tout reste comme avant.");

    public async Task SettleAsync(WriteSession session, long id, EtatGarde etat, string par, CancellationToken ct)
    {
        if (etat != EtatGarde.Confirmee) return;
        var garde = (await session.FirstOrDefaultAsync<Row>(
            "SELECT etablissement, sujet, donnees, nombre, vivants FROM garde WHERE id = @id", new { id }, ct))!;
        var pull = (await session.FirstOrDefaultAsync<RecuperationRow>(
            "SELECT * FROM recuperation WHERE id = @pull", new { pull = JsonText.Read<long>(garde.Donnees) }, ct))!;
        if (garde.Sujet is { } sujet && Manque.FormationOf(sujet) is { } formation)
        {
            await counts.SaveAsync(session, garde.Etablissement, pull.Uai, formation, garde.Vivants - garde.Nombre, ct);
            return;
        }

        await session.ExecuteAsync("UPDATE recuperation SET de_confiance = TRUE WHERE id = @Id", new { pull.Id }, ct);
        if (pull.Effectifs is { } text)
            await counts.ReplaceAsync(session, garde.Etablissement, pull.Uai, EffectifBook.Read(text), ct);
    }

    private sealed class Row
    {
        public string Etablissement { get; init; } = "";
        public string? Sujet { get; init; }
        public string Donnees { get; init; } = "";
        public int Nombre { get; init; }
        public int Vivants { get; init; }
    }
}
