using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>What of the journal is sealed.</summary>
public static class IntakeColumns
{
    public static readonly SealedColumn Erreur = new("message_ecarte", "erreur")
    {
        Owner = "(SELECT m.etablissement FROM message_entrant m WHERE m.id = message_ecarte.id)", IsText = true, Usage = UsageTexte.Lu,
    };

    public static readonly SealedColumn Corps = new("message_entrant", "corps");

    /// <summary>A piece of a body too large for one row.</summary>
    public static readonly SealedColumn Octets = new("corps_morceau", "octets")
    {
        Key = "corps, rang", Owner = "(SELECT v.etablissement FROM corps_volumineux v WHERE v.id = corps_morceau.corps)",
    };
}
