using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>A row of <c>inscription</c>: one line of the table de travail.</summary>
public sealed class InscriptionRow
{
    public string Cle { get; init; } = "";
    public int Session { get; init; }
    public int? CodeCandidat { get; init; }
    public int? CodeFormation { get; init; }
    public string Demande { get; init; } = "{}";
    public string Type { get; init; } = "";
    public string Origine { get; init; } = "";
    public bool PremiereAnnee { get; init; }
    public bool Payee { get; init; }
    public bool Annulee { get; init; }
    public DateTimeOffset DateMaj { get; init; }
    public long Ordre { get; init; }
    public string? Message { get; init; }

    public InscriptionAdministrative Inscription => new()
    {
        Type = Enum.Parse<TypeInscription>(Type), Origine = Enum.Parse<OrigineInscription>(Origine),
        PremiereAnnee = PremiereAnnee, Payee = Payee, Annulee = Annulee, DateMaj = DateMaj,
    };
}
