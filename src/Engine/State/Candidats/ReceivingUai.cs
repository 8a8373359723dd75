using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>Which UAI of an établissement a wish belongs to (rule A1).</summary>
public static class ReceivingUai
{
    /// <summary>The UAI that receives a known wish: where it was assigned, else where it stands.</summary>
    public static string Of(EtablissementModel etablissement, VoeuRow row) =>
        Own(etablissement, row.ReadVoeu().CodeEtablissementAffectation) ?? row.Uai;

    /// <summary>The établissement's own UAI of this name, as it writes it; null when it is none of its.</summary>
    public static string? Own(EtablissementModel etablissement, string? uai) =>
        etablissement.Document.Uais.FirstOrDefault(u => string.Equals(u, Uai.Normalize(uai), StringComparison.OrdinalIgnoreCase));
}
