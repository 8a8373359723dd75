using Parcoursup.Gateway.Engine.Ground.Storage;
using OwnedCandidat = (string Etablissement, Parcoursup.Gateway.Engine.State.Candidats.CandidatRow Row);
using OwnedVoeu = (string Etablissement, Parcoursup.Gateway.Engine.State.Candidats.VoeuRow Row);

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>How the rows of <c>candidat</c> and <c>voeu</c> are written.</summary>
internal static class CandidatTables
{
    /// <summary>What the deliveries keep of a candidate (the frozen number, the attempted VETs) is theirs to change.</summary>
    public static readonly BulkInsert<OwnedCandidat> Candidats = new("candidat",
        """
        ON CONFLICT (etablissement, session, code_candidat) DO UPDATE SET
            donnees = excluded.donnees, ine = excluded.ine, date_reponse = excluded.date_reponse, ordre = excluded.ordre,
            cod_opi = excluded.cod_opi, a_evaluer = excluded.a_evaluer, prochaine_evaluation = excluded.prochaine_evaluation,
            reserves = excluded.reserves, avertissements = excluded.avertissements, corrections = excluded.corrections
        """,
    [
        BulkColumn.Of<OwnedCandidat>("etablissement", r => r.Etablissement),
        BulkColumn.Of<OwnedCandidat>("session", r => r.Row.Session),
        BulkColumn.Of<OwnedCandidat>("code_candidat", r => r.Row.CodeCandidat),
        BulkColumn.Of<OwnedCandidat>("donnees", r => r.Row.Donnees),
        BulkColumn.Of<OwnedCandidat>("ine", r => r.Row.Ine),
        BulkColumn.Of<OwnedCandidat>("date_reponse", r => r.Row.DateReponse),
        BulkColumn.Of<OwnedCandidat>("ordre", r => r.Row.Ordre),
        BulkColumn.Of<OwnedCandidat>("cod_opi", r => r.Row.CodOpi),
        BulkColumn.Of<OwnedCandidat>("cod_opi_gele", r => r.Row.CodOpiGele),
        BulkColumn.Of<OwnedCandidat>("vets_tentees", r => r.Row.VetsTentees),
        BulkColumn.Of<OwnedCandidat>("a_evaluer", r => r.Row.AEvaluer),
        BulkColumn.Of<OwnedCandidat>("prochaine_evaluation", r => r.Row.ProchaineEvaluation),
        BulkColumn.Of<OwnedCandidat>("reserves", r => r.Row.Reserves),
        BulkColumn.Of<OwnedCandidat>("avertissements", r => r.Row.Avertissements),
        BulkColumn.Of<OwnedCandidat>("corrections", r => r.Row.Corrections),
    ]);

    public static readonly BulkInsert<OwnedVoeu> Voeux = new("voeu",
        """
        ON CONFLICT (etablissement, session, code_candidat, code_formation, internat) DO UPDATE SET
            donnees = excluded.donnees, uai = excluded.uai, situation = excluded.situation, date_reponse = excluded.date_reponse,
            ordre = excluded.ordre, vu_le = excluded.vu_le, absent_le = excluded.absent_le, absent_complet = excluded.absent_complet,
            disparu = excluded.disparu,
            code_decision = excluded.code_decision, decision = excluded.decision, garde = excluded.garde
        """,
    [
        BulkColumn.Of<OwnedVoeu>("etablissement", r => r.Etablissement),
        BulkColumn.Of<OwnedVoeu>("session", r => r.Row.Session),
        BulkColumn.Of<OwnedVoeu>("code_candidat", r => r.Row.CodeCandidat),
        BulkColumn.Of<OwnedVoeu>("code_formation", r => r.Row.CodeFormation),
        BulkColumn.Of<OwnedVoeu>("internat", r => r.Row.Internat),
        BulkColumn.Of<OwnedVoeu>("donnees", r => r.Row.Donnees),
        BulkColumn.Of<OwnedVoeu>("uai", r => r.Row.Uai),
        BulkColumn.Of<OwnedVoeu>("situation", r => r.Row.Situation),
        BulkColumn.Of<OwnedVoeu>("date_reponse", r => r.Row.DateReponse),
        BulkColumn.Of<OwnedVoeu>("ordre", r => r.Row.Ordre),
        BulkColumn.Of<OwnedVoeu>("vu_le", r => (DateTimeOffset?)r.Row.VuLe),
        BulkColumn.Of<OwnedVoeu>("absent_le", r => r.Row.AbsentLe),
        BulkColumn.Of<OwnedVoeu>("absent_complet", r => r.Row.AbsentComplet),
        BulkColumn.Of<OwnedVoeu>("disparu", r => r.Row.Disparu),
        BulkColumn.Of<OwnedVoeu>("code_decision", r => r.Row.CodeDecision),
        BulkColumn.Of<OwnedVoeu>("decision", r => r.Row.Decision),
        BulkColumn.Of<OwnedVoeu>("garde", r => r.Row.Garde),
    ]);
}
