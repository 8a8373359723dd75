using Dapper;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>
/// The dry run: reads the whole file beside what is known and changes nothing but its own report. It begins anew after a
/// kill.
/// </summary>
internal sealed class ImportationAnalysis(
    Database database, ImportationReading reading, ImportationBook book, ConfigurationDirectory directory, IBusinessClock clock)
{
    private const int BatchSize = 2000;

    // More is counted, but not listed: nobody reads a million lines, and the first ones show what is wrong.
    private const int MostListed = 10_000;

    public async Task RunAsync(ImportationRow row, CancellationToken ct)
    {
        await database.WriteAsync(session => ImportationBook.ClearAnomaliesAsync(session, row.Id, ct), ct);
        var state = new State();
        var header = default(ExportEntete);
        await foreach (var batch in reading.ReadAsync(row, 0, BatchSize, ct))
        {
            if (batch.Tete is ExportRefuse refused)
            {
                await database.WriteAsync(session => book.EndAsync(session, row, EtatImportation.Echec, null, refused.Message, ct), ct);
                return;
            }

            header = batch.Tete as ExportEntete ?? header;
            state.Bilan.Lignes = batch.Lignes;
            await database.WriteAsync(async session =>
            {
                foreach (var rejected in batch.Rejetees) state.Take(rejected);
                await JudgeAsync(session, row, batch.Lues, state, ct);
                await ImportationBook.AddAnomaliesAsync(session, row, state.TakeAnomalies(), ct);
                await book.AdvanceAsync(session, row, batch.Lignes, batch.Octets, state.Bilan, ct);
            }, ct);
        }

        await LookForAbsentAsync(row, state, ct);
        await database.WriteAsync(async session =>
        {
            await ImportationBook.AddAnomaliesAsync(session, row, state.TakeAnomalies(), ct);
            var report = new RapportAnalyse(
                FormationVisee.Of(directory.Current.FindByCode(row.Etablissement), row.CodeFormation), state.Bilan,
                header!.Lues, header.Ignorees, header.Absentes);
            await book.AdvanceAsync(session, row, state.Bilan.Lignes, row.Octets, state.Bilan, ct);
            await book.EndAsync(session, row, EtatImportation.AConfirmer, JsonText.Of(report), null, ct);
        }, ct);
    }

    private async Task JudgeAsync(
        WriteSession session, ImportationRow row, IReadOnlyList<LigneExport> lines, State state, CancellationToken ct)
    {
        // Before the first import of a session there is nobody to look for.
        var nobody = await session.ScalarAsync<int?>(
            "SELECT 1 FROM candidat WHERE etablissement = @Etablissement AND session = @Session LIMIT 1",
            new { row.Etablissement, row.Session }, ct) is null;
        var looked = nobody ? [] : lines.Select(l => new CandidatKey(row.Session, l.CodeCandidat));
        var known = await CandidatSet.LoadAsync(session, row.Etablissement, looked, ct);
        var arrivee = row.Arrivee(clock.Now);
        foreach (var line in lines) state.Take(line, JugementLigne.Of(known, line, row.Session, row.CodeFormation, arrivee));
    }

    private async Task LookForAbsentAsync(ImportationRow row, State state, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await foreach (var known in connection.QueryUnbufferedAsync<VoeuRow>(
            """
            SELECT session, code_candidat, code_formation, internat FROM voeu
            WHERE etablissement = @Etablissement AND session = @Session AND code_formation = @CodeFormation
              AND uai = @Uai AND situation IN (1, 2) AND NOT disparu
            ORDER BY code_candidat
            """,
            new { row.Etablissement, row.Session, row.CodeFormation, row.Uai }).WithCancellation(ct))
            state.LookForAbsent(known.Key);
    }

    /// <summary>What the analysis has gathered; of each line only its key stays.</summary>
    private sealed class State
    {
        private readonly HashSet<uint> _present = [];
        private readonly Dictionary<NatureAnomalie, int> _listed = [];
        private List<AnomalieRow> _pending = [];
        private int _numbers;

        public Bilan Bilan { get; } = new();

        public IReadOnlyList<AnomalieRow> TakeAnomalies()
        {
            var pending = _pending;
            _pending = [];
            return pending;
        }

        public void Take(LigneRejetee line)
        {
            Bilan.Rejetees++;
            List(NatureAnomalie.Rejet, line.Ligne, line.Colonne, line.CodeCandidat, line.Ine, line.Message);
        }

        public void Take(LigneExport line, JugementLigne judged)
        {
            foreach (var value in line.Ignorees)
            {
                Bilan.ValeursIgnorees++;
                List(NatureAnomalie.ValeurIgnoree, line, value.Colonne, value.Message);
            }

            if (!_present.Add(Compact(judged.Voeu.Key)))
            {
                Bilan.Doublons++;
                List(NatureAnomalie.Doublon, line, null,
                    "Ce dossier figure déjà plus haut dans le fichier : la ligne à la date de réponse la plus récente comptera.");
                return;
            }

            if (line.DateReponse is null) Bilan.SansReponse++;
            switch (judged.Effet)
            {
                case EffetLigne.Nouvelle: Bilan.Nouvelles++; break;
                case EffetLigne.Inchangee: Bilan.Inchangees++; break;
                case EffetLigne.Modifiee:
                    Bilan.Modifiees++;
                    foreach (var field in judged.Champs) Bilan.ChampsModifies[field] = Bilan.ChampsModifies.GetValueOrDefault(field) + 1;
                    List(NatureAnomalie.Modification, line, null, $"Champs modifiés : {string.Join(", ", judged.Champs)}.");
                    break;
                case EffetLigne.Depassee:
                    Bilan.Depassees++;
                    List(NatureAnomalie.Depassee, line, null, "Une réponse plus récente est connue : la ligne ne change rien (règle B5).");
                    break;
                case EffetLigne.Desistee:
                    Bilan.Desistees++;
                    List(NatureAnomalie.Desistee, line, null,
                        "Candidature retirée depuis d'après les récupérations : un fichier ne la rétablit pas (règle C7).");
                    break;
            }
        }

        public void LookForAbsent(VoeuKey key)
        {
            if (_present.Contains(Compact(key))) return;
            Bilan.Absentes++;
            List(NatureAnomalie.Absente, null, null, key.CodeCandidat, null,
                "Candidature connue, absente du fichier : pour information, un fichier ne retire personne.");
        }

        // One formation of one session: the number and the boarding are all that tells two wishes apart.
        private static uint Compact(VoeuKey key) => ((uint)key.CodeCandidat * 2) + (key.Internat ? 1u : 0u);

        private void List(NatureAnomalie nature, LigneExport line, string? column, string message) =>
            List(nature, line.Ligne, column, line.CodeCandidat, line.Ine, message);

        private void List(NatureAnomalie nature, int? line, string? column, int? code, string? ine, string message)
        {
            if ((_listed[nature] = _listed.GetValueOrDefault(nature) + 1) > MostListed) return;
            _pending.Add(new AnomalieRow
            {
                Numero = ++_numbers, Nature = nature.ToString(), Ligne = line, Colonne = column, CodeCandidat = code, Ine = ine,
                Message = message,
            });
        }
    }
}
