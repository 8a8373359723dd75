using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>A row of <c>fregata_import</c>.</summary>
internal sealed class FregataImportRow
{
    public long Id { get; init; }
    public string Uai { get; init; } = "";
    public int Session { get; init; }
    public string Etat { get; init; } = "";

    /// <summary>Business instant of the request.</summary>
    public DateTimeOffset DemandeLe { get; init; }
    public string Utilisateur { get; init; } = "";
    public string? Role { get; init; }
    public int Candidats { get; init; }
    public int Responsables { get; init; }
    public string? Message { get; init; }
    public string? Avertissement { get; init; }
    public DateTimeOffset? AnnuleLe { get; init; }
    public string? AnnulePar { get; init; }

    public EtatImport State => Enum.Parse<EtatImport>(Etat);

    public ImportSuivi ToSuivi() => new()
    {
        Id = Id, Etat = State, AnneeScolaire = AnneeScolaire.De(Session), Date = Paris.At(DemandeLe), Utilisateur = Utilisateur,
        Role = Role is null ? null : Enum.Parse<RoleFregata>(Role), NombreCandidats = Candidats, NombreResponsables = Responsables,
        Message = Message, Avertissement = Avertissement, AnnuleLe = AnnuleLe is { } at ? Paris.At(at) : null, AnnulePar = AnnulePar,
    };
}
