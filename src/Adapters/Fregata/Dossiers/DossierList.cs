using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>What a list of dossiers is asked for.</summary>
/// <param name="Jour">Day of Paris on which they were last imported.</param>
internal sealed record DossierFilter(int Page, DateOnly? Jour = null, EtatDossier? Etat = null, int? Session = null);

/// <summary>
/// The list from which inscriptions are processed. A dossier that is listed here for the first time is from then on to be processed
/// (rule G3: reçu, à traiter).
/// </summary>
internal sealed class DossierList(Database database)
{
    public const int PageSize = 200;

    public Task<IReadOnlyList<DossierRow>> ReadAsync(FregataCaller caller, DossierFilter filter, CancellationToken ct) =>
        database.WriteAsync(async session =>
    {
        // What is still "reçu" is to be processed too, unless one asks for just that.
        string[] etats = filter.Etat switch
        {
            EtatDossier.ATraiter => [nameof(EtatDossier.Recu), nameof(EtatDossier.ATraiter)],
            { } etat => [etat.ToString()],
            null => Enum.GetNames<EtatDossier>(),
        };
        var narrowed = (filter.Session is null ? "" : " AND session = @annee")
            + (filter.Jour is null ? "" : " AND importe_le >= @from AND importe_le < @to");
        var rows = await session.QueryAsync<DossierRow>(
            $"""
            SELECT * FROM fregata_dossier WHERE etablissement = @code AND uai = @Uai AND etat IN @etats
            {narrowed}
            ORDER BY session, code_candidat, code_formation LIMIT @PageSize OFFSET @skip
            """,
            new
            {
                code = caller.Etablissement.Code, caller.Uai, etats, annee = filter.Session ?? 0, PageSize,
                    skip = (filter.Page - 1L) * PageSize,
                from = MidnightOf(filter.Jour ?? default), to = MidnightOf(filter.Jour?.AddDays(1) ?? default),
            }, ct);
        if (filter.Etat == EtatDossier.Recu) return rows;
        foreach (var row in rows.Where(r => r.State == EtatDossier.Recu))
        {
            row.State = EtatDossier.ATraiter;
            await session.ExecuteAsync(
                $"""
                UPDATE fregata_dossier SET etat = '{nameof(EtatDossier.ATraiter)}'
                WHERE etablissement = @code AND session = @Session AND code_candidat = @CodeCandidat AND code_formation = @CodeFormation
                AND etat = '{nameof(EtatDossier.Recu)}'
                """,
                new { code = caller.Etablissement.Code, row.Session, row.CodeCandidat, row.CodeFormation }, ct);
        }

        return rows;
    }, ct);

    /// <summary>Dossiers as a person looks at them: none is listed for Fregata by that.</summary>
    /// <param name="etat">Null: of every state.</param>
    /// <param name="apres">The last one that was seen; null: from the first on.</param>
    public Task<IReadOnlyList<DossierRow>> SuiteAsync(
        string etablissement, EtatDossier? etat, DossierId? apres, int nombre, CancellationToken ct)
    {
        var after = apres ?? default;
        return database.QueryAsync<DossierRow>(
            """
            SELECT * FROM fregata_dossier WHERE etablissement = @etablissement AND etat IN @etats
              AND (session, code_candidat, code_formation) > (@Session, @CodeCandidat, @CodeFormation)
            ORDER BY session, code_candidat, code_formation LIMIT @nombre
            """,
            new
            {
                etablissement, etats = etat is { } one ? [one.ToString()] : Enum.GetNames<EtatDossier>(), after.Session, after.CodeCandidat,
                after.CodeFormation, nombre,
            }, ct);
    }

    private static DateTimeOffset MidnightOf(DateOnly day) =>
        Paris.FromLocal((day == default ? new DateOnly(2000, 1, 1) : day).ToDateTime(TimeOnly.MinValue));
}
