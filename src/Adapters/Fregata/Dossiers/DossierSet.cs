using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>
/// Dossiers of one établissement, loaded for one transaction: writes only those that changed, and what is to be told of them.
/// </summary>
internal sealed class DossierSet
{
    private readonly string _etablissement;
    private readonly Dictionary<DossierId, DossierRow> _rows = [];
    private readonly HashSet<DossierId> _changed = [];
    private readonly List<Evenement> _events = [];

    private DossierSet(string etablissement) => _etablissement = etablissement;

    public IReadOnlyList<Evenement> Events => _events;

    public static async Task<DossierSet> LoadSessionAsync(WriteSession session, string etablissement, int annee, CancellationToken ct)
    {
        var book = new DossierSet(etablissement);
        await book.ReadAsync(session, "session = @annee", new { etablissement, annee }, ct);
        return book;
    }

    public static async Task<DossierSet> LoadAsync(WriteSession session, string etablissement, IEnumerable<CandidatKey> candidats,
        CancellationToken ct)
    {
        var book = new DossierSet(etablissement);
        foreach (var group in candidats.Distinct().GroupBy(k => k.Session))
            foreach (var codes in group.Select(k => k.CodeCandidat).Chunk(500))
                await book.ReadAsync(session, "session = @annee AND code_candidat IN @codes",
                    new { etablissement, annee = group.Key, codes }, ct);
        return book;
    }

    public DossierRow? Find(DossierId id) => _rows.GetValueOrDefault(id);

    public IEnumerable<DossierRow> Of(CandidatKey candidat) => _rows.Values.Where(r => r.Candidat == candidat);

    public void Add(DossierRow row)
    {
        _rows[row.Id] = row;
        _changed.Add(row.Id);
    }

    public void Changed(DossierRow row) => _changed.Add(row.Id);

    public void Tell(DossierRow row, string texte, string source, long? message = null) =>
        _events.Add(new Evenement(row.Candidat, row.CodeFormation, NatureEvenement.Fregata, texte, source, message));

    public async Task SaveAsync(WriteSession session, CancellationToken ct)
    {
        foreach (var id in _changed)
        {
            var r = _rows[id];
            await session.ExecuteAsync(Upsert, new
            {
                etablissement = _etablissement, r.Session, r.CodeCandidat, r.CodeFormation, r.Uai, r.Etat, r.Importation, r.ImporteLe,
                Donnees = await session.SealAsync(_etablissement, r.Donnees, ct),
                Parcoursup = await session.SealAsync(_etablissement, r.Parcoursup, ct),
                Ine = await session.SealAsync(_etablissement, r.Ine, ct), r.TraiteLe, r.TraitePar,
                r.DateValidation, r.ValideLe, r.ValidePar, r.Depart,
            }, ct);
        }

        _changed.Clear();
    }

    private async Task ReadAsync(WriteSession session, string filter, object parameters, CancellationToken ct)
    {
        foreach (var row in await session.QueryAsync<DossierRow>(
            $"SELECT * FROM fregata_dossier WHERE etablissement = @etablissement AND {filter}", parameters, ct))
            _rows[row.Id] = row;
    }

    private const string Upsert =
        """
        INSERT INTO fregata_dossier (etablissement, session, code_candidat, code_formation, uai, etat, importation, importe_le, donnees,
        parcoursup,
                                     traite_le, traite_par, ine, date_validation, valide_le, valide_par, depart)
        VALUES (@etablissement, @Session, @CodeCandidat, @CodeFormation, @Uai, @Etat, @Importation, @ImporteLe, @Donnees, @Parcoursup,
                @TraiteLe, @TraitePar, @Ine, @DateValidation, @ValideLe, @ValidePar, @Depart)
        ON CONFLICT (etablissement, session, code_candidat, code_formation) DO UPDATE SET
            uai = excluded.uai, etat = excluded.etat, importation = excluded.importation, importe_le = excluded.importe_le,
            donnees = excluded.donnees,
            parcoursup = excluded.parcoursup, traite_le = excluded.traite_le, traite_par = excluded.traite_par, ine = excluded.ine,
            date_validation = excluded.date_validation, valide_le = excluded.valide_le, valide_par = excluded.valide_par,
            depart = excluded.depart
        """;
}
