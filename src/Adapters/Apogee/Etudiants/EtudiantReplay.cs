using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>What Apogée answered about its students stands in no message: in a replay it is known from the beginning (rule F2).</summary>
internal sealed class EtudiantReplay(Database database, InscriptionReprise inscriptions) : IReplayedFacts
{
    private const string Found = $"etat = '{nameof(EtatRecherche.Trouvee)}' AND cod_etu IS NOT NULL";

    public async Task BeginAsync(ReplaySource source, RowCopy copy, CancellationToken ct) =>
        await copy.CopyAsync("recherche_etudiant", $"{Found} AND etablissement IN @codes", new { codes = source.Codes.ToArray() }, ct);

    /// <summary>Whoever was named by a student number before his OPI had one is found now, as he was when Apogée answered.</summary>
    public async Task EndAsync(ReplaySource source, EtablissementModel etablissement, CancellationToken ct)
    {
        foreach (var codEtu in await database.QueryAsync<int>(
            $"SELECT DISTINCT cod_etu FROM recherche_etudiant WHERE etablissement = @Code AND {Found} ORDER BY cod_etu",
            new { etablissement.Code }, ct))
            await database.WriteAsync(
                session => inscriptions.RetryStudentAsync(session, etablissement, codEtu, ct), ct);
    }

    /// <summary>What waits here for no answer any more, since one came that is not kept.</summary>
    public async Task<IReadOnlyList<(long Message, string Raison)>> MissingAsync(
        ReplaySource source, EtablissementModel etablissement, CancellationToken ct)
    {
        var missing = new List<(long, string)>();
        foreach (var waiting in await InscriptionBook.UnresolvedOfStudentsAsync(database, etablissement.Code, ct))
        {
            var codEtu = JsonText.Read<InscriptionRecue>(waiting.Demande).CodEtu;
            var kept = await source.Reading.QueryAsync<long>(
                $"""
                SELECT 1 FROM inscription WHERE etablissement = @Code AND cle = @Cle
                UNION ALL SELECT 1 FROM recherche_etudiant WHERE etablissement = @Code AND cod_etu = @codEtu AND {Found}
                """,
                new { etablissement.Code, waiting.Cle, codEtu }, ct);
            if (kept.Count == 0) missing.Add((waiting.Ordre, $"la réponse sur l'étudiant {codEtu} n'est plus conservée"));
        }

        return missing;
    }
}
