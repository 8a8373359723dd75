using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>SQLite: two prepared single-row statements per OPI in one transaction.</summary>
internal sealed class SqliteReceivedOpiSql : IReceivedOpiSql
{
    internal const string MergeTail =
        """
        ON CONFLICT (etablissement, cod_opi) DO UPDATE SET
            compte = excluded.compte, origine = excluded.origine, ordre = MAX(excluded.ordre, opi_recue.ordre),
            individu = CASE WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.individu, opi_recue.individu)
            ELSE COALESCE(opi_recue.individu, excluded.individu) END,
            adresse_fixe = CASE WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.adresse_fixe, opi_recue.adresse_fixe)
            ELSE COALESCE(opi_recue.adresse_fixe, excluded.adresse_fixe) END,
            adresse_annuelle = CASE
            WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.adresse_annuelle, opi_recue.adresse_annuelle)
            ELSE COALESCE(opi_recue.adresse_annuelle, excluded.adresse_annuelle) END,
            bac = CASE WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.bac, opi_recue.bac)
            ELSE COALESCE(opi_recue.bac, excluded.bac) END,
            dac = CASE WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.dac, opi_recue.dac)
            ELSE COALESCE(opi_recue.dac, excluded.dac) END,
            voeux = CASE WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.voeux, opi_recue.voeux)
            ELSE COALESCE(opi_recue.voeux, excluded.voeux) END,
            these = CASE WHEN excluded.ordre > opi_recue.ordre THEN COALESCE(excluded.these, opi_recue.these)
            ELSE COALESCE(opi_recue.these, excluded.these) END
        WHERE (excluded.individu IS NOT NULL AND excluded.individu IS DISTINCT FROM opi_recue.individu)
           OR (excluded.adresse_fixe IS NOT NULL AND excluded.adresse_fixe IS DISTINCT FROM opi_recue.adresse_fixe)
           OR (excluded.adresse_annuelle IS NOT NULL AND excluded.adresse_annuelle IS DISTINCT FROM opi_recue.adresse_annuelle)
           OR (excluded.bac IS NOT NULL AND excluded.bac IS DISTINCT FROM opi_recue.bac)
           OR (excluded.dac IS NOT NULL AND excluded.dac IS DISTINCT FROM opi_recue.dac)
           OR (excluded.voeux IS NOT NULL AND excluded.voeux IS DISTINCT FROM opi_recue.voeux)
           OR (excluded.these IS NOT NULL AND excluded.these IS DISTINCT FROM opi_recue.these)
        """;

    private const string Merge =
        "INSERT INTO opi_recue (etablissement, cod_opi, compte, origine, individu, adresse_fixe, adresse_annuelle, bac, dac, voeux, "
        + "these, ordre) " +
        "VALUES (@etablissement, @cod_opi, @compte, @origine, @individu, @adresse_fixe, @adresse_annuelle, @bac, @dac, @voeux, @these, "
        + "@ordre) " + MergeTail;

    private const string Want =
        $"""
        INSERT INTO livraison (destination, etablissement, sujet, origine, personne, empreinte, revision_voulue, etat, prochaine_tentative,
        modifiee_le, trace)
        VALUES ('{DestinationOpi.Name}', @etablissement, @sujet, @origine, @personne, @empreinte, 1, '{nameof(EtatLivraison.AEnvoyer)}',
        @now, @now, @trace)

        """ + LivraisonBook.OnWantedAgain;

    public Task MergeAsync(WriteSession session, string etablissement, IReadOnlyList<OpiToMerge> opis, DateTimeOffset now,
        CancellationToken ct)
    {
        using var merge = session.ForRows(Merge, "@etablissement", "@cod_opi", "@compte", "@origine", "@individu", "@adresse_fixe",
            "@adresse_annuelle", "@bac", "@dac", "@voeux", "@these", "@ordre");
        using var want = session.ForRows(Want, "@etablissement", "@sujet", "@origine", "@personne", "@empreinte", "@now", "@trace");
        merge.Bind(0, etablissement);
        want.Bind(0, etablissement);
        want.Bind(5, TypeHandlers.Text(now));
        foreach (var opi in opis)
        {
            merge.Bind(1, opi.CodOpi);
            merge.Bind(2, opi.Compte);
            merge.Bind(3, opi.Origine);
            for (var i = 0; i < OpiContenu.Blocs.Count; i++) merge.Bind(4 + i, opi.Opi.Stocke[OpiContenu.Blocs[i]]);
            merge.Bind(11, opi.Ordre);
            if (merge.Run() == 0) continue;

            want.Bind(1, ReceivedOpiBook.SubjectOf(opi.CodOpi));
            want.Bind(2, opi.Origine);
            want.Bind(3, opi.Opi.Personne);
            want.Bind(4, opi.Ordre.ToString(CultureInfo.InvariantCulture));
            want.Bind(6, opi.Trace);
            want.Run();
        }

        return Task.CompletedTask;
    }
}
