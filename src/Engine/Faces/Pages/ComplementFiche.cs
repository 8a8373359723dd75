using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>What a system adds to the sheet of a candidate; its gestures are acts of the system's own pages.</summary>
public interface IComplementFiche
{
    /// <returns>Null where it has nothing to show of him.</returns>
    Task<ComplementFiche?> DeAsync(EtablissementModel etablissement, Fiche fiche, CancellationToken ct);
}

/// <param name="Composant">A component whose parameter <c>Model</c> takes the model.</param>
public sealed record ComplementFiche(Type Composant, object Model);
