using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>A person confirms decisions that were held back: they are made again, and the day's count begins anew.</summary>
internal sealed class DecisionEffect : IGardeEffect
{
    public TypeGarde Type => TypeGarde.Decisions;

    public SuiteGarde Annoncer(GardeRow garde) => new(
        $"Ce qui est retenu part : {Accord.De(garde.Nombre, "candidature passe", "candidatures passent")} à défavorable, et le système "
        + "de l'établissement l'apprend.",
        "Tout reste favorable comme avant ; une réponse ou un résultat nouveau sera jugé à neuf.");

    public async Task SettleAsync(WriteSession session, long id, EtatGarde etat, string par, CancellationToken ct)
    {
        if (etat != EtatGarde.Confirmee) return;
        await session.ExecuteAsync(
            "DELETE FROM defavorable_du_jour WHERE etablissement = (SELECT etablissement FROM garde WHERE id = @id)", new { id }, ct);
        await EvaluationMarks.AskAllAsync(
            session,
            """
            etablissement = (SELECT etablissement FROM garde WHERE id = @id) AND EXISTS (
                SELECT 1 FROM voeu v WHERE v.etablissement = candidat.etablissement AND v.session = candidat.session
                  AND v.code_candidat = candidat.code_candidat AND v.garde = @id)
            """,
            new { id }, ct);
    }
}
