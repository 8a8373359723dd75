using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin.Candidats;

/// <summary>Témoin holds whoever is admitted to one of its formations; the same facts again change nothing (rule C5).</summary>
internal sealed class TemoinDesiredState(CandidatBook book, EvenementBook events) : IDesiredState
{
    public Sis Sis => Sis.Temoin;

    public async Task UpdateAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats, CancellationToken ct)
    {
        var told = new List<Evenement>();
        foreach (var candidat in candidats)
            // With and without internat it is one formation.
            foreach (var voeux in candidat.Voeux.GroupBy(v => v.CodeFormation))
            {
                var admis = voeux.Any(v => v.EstVivant);
                if (await book.WantAsync(session, etablissement.Code, candidat.Row.Key, voeux.Key, admis, ct))
                    told.Add(new(candidat.Row.Key, voeux.Key, NatureEvenement.Temoin,
                        admis ? "À prendre par Témoin : le candidat est admis." : "À retirer de Témoin : le candidat n'est plus admis.",
                        "règle C1"));
            }

        await events.AppendAsync(session, etablissement.Code, told, ct);
    }
}
