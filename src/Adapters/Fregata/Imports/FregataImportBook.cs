using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>Imports: begun, failed, read.</summary>
internal sealed class FregataImportBook(Database database, AuditBook audit, IBusinessClock clock, TimeProvider time)
{
    public const int PageSize = 200;
    public const string Stopped = "la passerelle s'est arrêtée pendant l'import, aucun dossier n'a été modifié : recommencer";
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public Task<long> BeginAsync(FregataCaller caller, int annee, CancellationToken ct) =>
        database.WriteAsync(async session =>
    {
        var id = await session.ScalarAsync<long>(
        $"""
        INSERT INTO fregata_import (etablissement, uai, session, etat, demande_le, expire_le, utilisateur, role)
        VALUES (@code, @Uai, @annee, '{nameof(EtatImport.EnCours)}', @business, @limit, @Utilisateur, @role) RETURNING id
        """,
        new
        {
            code = caller.Etablissement.Code, caller.Uai, annee, business = clock.Now,
            limit = time.GetUtcNow() + TimeSpan.FromSeconds(caller.Etablissement.Fregata.DelaiReceptionSecondes) + Margin,
            caller.Utilisateur, role = caller.Role?.ToString(),
        }, ct);
        audit.Note(session, caller.Acte(ActeAudit.ImportFregata, FormattableString.Invariant($"import {id}")));
        return id;
    }, ct);

    public Task FailAsync(long id, string cause, CancellationToken ct) => database.ExecuteAsync(
        $"""
        UPDATE fregata_import SET etat = '{nameof(EtatImport.Echec)}', message = @message WHERE id = @id
        AND etat = '{nameof(EtatImport.EnCours)}'
        """,
        new { id, message = MessagesReception.Echec(cause) }, ct);

    /// <summary>Ends what nobody works on any more.</summary>
    /// <param name="all">At the start of the only node: whatever is under way belonged to a former life of it.</param>
    public Task FailAbandonedAsync(bool all, CancellationToken ct) => database.ExecuteAsync(
        $"""
        UPDATE fregata_import SET etat = '{nameof(EtatImport.Echec)}', message = @message WHERE etat = '{nameof(EtatImport.EnCours)}'
        AND (@all OR expire_le < @now)
        """,
        new { all, now = time.GetUtcNow(), message = MessagesReception.Echec(Stopped) }, ct);

    public Task<FregataImportRow?> FindAsync(FregataCaller caller, long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<FregataImportRow>(
        "SELECT * FROM fregata_import WHERE id = @id AND etablissement = @code AND uai = @Uai",
        new { id, code = caller.Etablissement.Code, caller.Uai }, ct);

    public Task<IReadOnlyList<FregataImportRow>> ListAsync(FregataCaller caller, int page, CancellationToken ct) =>
        database.QueryAsync<FregataImportRow>(
        "SELECT * FROM fregata_import WHERE etablissement = @code AND uai = @Uai ORDER BY id DESC LIMIT @PageSize OFFSET @skip",
        new { code = caller.Etablissement.Code, caller.Uai, PageSize, skip = (page - 1L) * PageSize }, ct);

    /// <summary>Whatever UAI it is for.</summary>
    public Task<FregataImportRow?> FindAsync(string etablissement, long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<FregataImportRow>(
            "SELECT * FROM fregata_import WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct);

    /// <summary>Of all UAIs, the last first.</summary>
    /// <param name="avant">The last one that was seen; null: from the newest on.</param>
    public Task<IReadOnlyList<FregataImportRow>> SuiteAsync(string etablissement, long? avant, int nombre, CancellationToken ct) =>
        database.QueryAsync<FregataImportRow>(
            "SELECT * FROM fregata_import WHERE etablissement = @etablissement AND id < @before ORDER BY id DESC LIMIT @nombre",
            new { etablissement, before = avant ?? long.MaxValue, nombre }, ct);

    /// <summary>The dossiers that an import brought, as they are now.</summary>
    public Task<IReadOnlyList<DossierRow>> DossiersAsync(string etablissement, long id, CancellationToken ct) =>
        database.QueryAsync<DossierRow>(
        """
        SELECT d.* FROM fregata_import_ligne l JOIN fregata_dossier d
          ON d.etablissement = l.etablissement AND d.session = l.session AND d.code_candidat = l.code_candidat
          AND d.code_formation = l.code_formation
        WHERE l.importation = @id AND l.etablissement = @etablissement ORDER BY d.code_candidat, d.code_formation
        """,
        new { id, etablissement }, ct);

    /// <summary>Each apprenant of an import with his guardians as they were then, and whether he was processed since.</summary>
    public async Task<IReadOnlyList<ApprenantSuivi>> ApprenantsAsync(string etablissement, long id, CancellationToken ct)
    {
        var now = await DossiersAsync(etablissement, id, ct);
        var then = await database.QueryAsync<string>(
            "SELECT contenu FROM fregata_import_ligne WHERE importation = @id AND etablissement = @etablissement ORDER BY code_candidat, "
            + "code_formation", new { id, etablissement }, ct);
        // Both in the same order, and no dossier is ever removed.
        return [.. then.Select(FregataJson.Read<ApprenantImporte>).Zip(now, (apprenant, dossier) => new ApprenantSuivi(
            dossier.Id.ToString(), dossier.CodeCandidat, apprenant.Nom, apprenant.Prenom, dossier.State, dossier.EstTraite,
            dossier.TraiteLe is { } at ? Paris.At(at) : null, dossier.TraitePar, apprenant.Responsables))];
    }
}

/// <summary>What an import keeps of an apprenant: whom it brought, no more.</summary>
internal sealed record ApprenantImporte(string? Nom, string? Prenom, IReadOnlyList<ResponsableSuivi> Responsables)
{
    public static ApprenantImporte Of(ContenuDossier contenu) =>
        new(contenu.Apprenant.Nom, contenu.Apprenant.Prenom, [.. contenu.Responsables.Select(r => new ResponsableSuivi(r.Nom, r.Prenom))]);
}
