using System.Text;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>The pages of the lists, kept each in one transaction with its records.</summary>
internal sealed class ListeBook(Database database)
{
    private static readonly BulkInsert<FicheRow> Insert = new("exposition_fiche",
        """
        ON CONFLICT (route, lieu, code, filiere, millesime) DO UPDATE SET liste = excluded.liste, page = excluded.page,
            terminale = excluded.terminale, corps = excluded.corps, recu_le = excluded.recu_le, date_donnee = excluded.date_donnee
        """,
        BulkColumn.Of<FicheRow>("route", r => r.Route), BulkColumn.Of<FicheRow>("lieu", r => r.Lieu),
        BulkColumn.Of<FicheRow>("code", r => r.Code), BulkColumn.Of<FicheRow>("filiere", r => r.Filiere),
        BulkColumn.Of<FicheRow>("millesime", r => r.Millesime), BulkColumn.Of<FicheRow>("liste", r => r.Liste),
        BulkColumn.Of<FicheRow>("page", r => r.Page), BulkColumn.Of<FicheRow>("terminale", r => r.Terminale),
        BulkColumn.Of<FicheRow>("corps", r => r.Corps), BulkColumn.Of<FicheRow>("recu_le", r => (DateTimeOffset?)r.RecuLe),
        BulkColumn.Of<FicheRow>("date_donnee", r => (DateTimeOffset?)r.DateDonnee));

    /// <summary>A page that was kept since an instant, and when it came.</summary>
    public async Task<(PageLue Page, DateTimeOffset Date)?> FindAsync(
        RouteExposition route, string? millesime, int page, DateTimeOffset? pasAvant, CancellationToken ct)
    {
        var key = new { route = route.ToString(), liste = millesime ?? "", page };
        var kept = await database.FirstOrDefaultAsync<PageRow>(
            """
            SELECT pages, total, par_page, avertissements, recu_le, date_donnee FROM exposition_page
            WHERE route = @route AND liste = @liste AND page = @page
            """, key, ct);
        if (kept is null || kept.RecuLe < pasAvant) return null;
        var fiches = await database.QueryAsync<FicheRow>(
            """
            SELECT lieu, corps FROM exposition_fiche WHERE route = @route AND liste = @liste AND page = @page AND recu_le = @recu
            ORDER BY lieu, code, filiere, millesime
            """, new { key.route, key.liste, key.page, recu = kept.RecuLe }, ct);
        return (new PageLue(
            [.. fiches.Select(f => new FicheLue(
                LectureEnregistrement.De(f.Corps), f.Lieu.Length == 0 ? null : f.Lieu, Encoding.UTF8.GetBytes(f.Corps)))],
            kept.Pages, kept.Total, kept.ParPage, JsonText.Read<List<string>>(kept.Avertissements)), kept.DateDonnee);
    }

    public Task KeepAsync(RouteExposition route, string? millesime, int page, PageLue lue, Moment moment, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            var rows = lue.Fiches.GroupBy(LecturePage.Cle).Select(same => same.Last()).Select(fiche => new FicheRow
            {
                Route = route.ToString(), Lieu = fiche.Lieu ?? "", Code = fiche.Enregistrement.CodeCertification,
                Filiere = fiche.Enregistrement.Filiere ?? "", Millesime = fiche.Enregistrement.Millesime ?? "", Liste = millesime ?? "",
                Page = page, Terminale = fiche.Enregistrement.CertificationsTerminales.Count == 0,
                Corps = Encoding.UTF8.GetString(fiche.Corps), RecuLe = moment.Machine, DateDonnee = moment.Affaires,
            }).ToList();
            await Insert.ExecuteAsync(session, rows, ct);
            await session.ExecuteAsync(
                """
                INSERT INTO exposition_page (route, liste, page, pages, total, par_page, avertissements, recu_le, date_donnee)
                VALUES (@route, @liste, @page, @Pages, @Total, @ParPage, @avertissements, @Machine, @Affaires)
                ON CONFLICT (route, liste, page) DO UPDATE SET pages = excluded.pages, total = excluded.total,
                    par_page = excluded.par_page, avertissements = excluded.avertissements, recu_le = excluded.recu_le,
                    date_donnee = excluded.date_donnee
                """,
                new
                {
                    route = route.ToString(), liste = millesime ?? "", page, lue.Pages, lue.Total, lue.ParPage,
                    avertissements = JsonText.Of(lue.Avertissements), moment.Machine, moment.Affaires,
                }, ct);
        }, ct);

    private sealed class PageRow
    {
        public int? Pages { get; init; }
        public long? Total { get; init; }
        public int? ParPage { get; init; }
        public string Avertissements { get; init; } = "[]";
        public DateTimeOffset RecuLe { get; init; }
        public DateTimeOffset DateDonnee { get; init; }
    }

    private sealed class FicheRow
    {
        public string Route { get; init; } = "";
        public string Lieu { get; init; } = "";
        public string Code { get; init; } = "";
        public string Filiere { get; init; } = "";
        public string Millesime { get; init; } = "";
        public string Liste { get; init; } = "";
        public int Page { get; init; }
        public bool Terminale { get; init; }
        public string Corps { get; init; } = "";
        public DateTimeOffset RecuLe { get; init; }
        public DateTimeOffset DateDonnee { get; init; }
    }
}

/// <summary>When something came, on both clocks (rule I1), to the millisecond that both databases keep.</summary>
internal readonly record struct Moment(DateTimeOffset Machine, DateTimeOffset Affaires)
{
    public static Moment De(DateTimeOffset machine, DateTimeOffset affaires) => new(Milliseconde(machine), Milliseconde(affaires));

    private static DateTimeOffset Milliseconde(DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));
}
