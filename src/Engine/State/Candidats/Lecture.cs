namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>How much is read of candidates and wishes; to open it all costs more than to decide.</summary>
public enum Lecture
{
    /// <summary>Everything: only that can be saved.</summary>
    Entiere,

    /// <summary>Their wishes, and of the candidates who they are, for whoever decides and keeps nothing.</summary>
    Voeux,

    /// <summary>The facts of the wishes that are live, for whoever asks which of them turn.</summary>
    VoeuxVivants,
}
