using Parcoursup.Gateway.Adapters.Exposition.Protocol;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>How the API is asked.</summary>
internal enum ModeAppel
{
    /// <summary>A call per question.</summary>
    Unitaire,

    /// <summary>The whole lists, then no call per question.</summary>
    Liste,
}

/// <summary>What a run is asked to do.</summary>
/// <param name="Reprendre">Answers of the last run are not asked for again.</param>
/// <param name="Confirmer">A person takes the run as it is, whatever it loses or lacks.</param>
internal sealed record DemandeAppariement(
    FileInfo Entree, DirectoryInfo Nomenclatures, ConnexionExposition Connexion, ModeAppel Mode, bool Reprendre, bool Confirmer,
    string? Millesime, bool RepliMillesime, FileInfo Sortie);

/// <summary>How a run is or ended.</summary>
internal enum EtatExecution
{
    EnCours,

    /// <summary>No run: the lists were loaded, for the run that follows.</summary>
    Chargement,

    /// <summary>Questions that matter have no answer.</summary>
    Incomplete,

    /// <summary>A guard holds it.</summary>
    Retenue,
    Appliquee,
}
