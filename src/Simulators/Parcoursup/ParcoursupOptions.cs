namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>An établissement as Parcoursup's administration site knows it.</summary>
public sealed record EtablissementParcoursup(string Uai, string Login, string MotDePasse)
{
    /// <summary>Where its candidates are pushed; <c>admissionCandidat</c> is appended.</summary>
    public Uri? UrlPush { get; init; }

    public string LoginPush { get; init; } = "";

    public string MotDePassePush { get; init; } = "";
}

/// <summary>What Parcoursup does to a caller who exceeds the permitted concurrency.</summary>
public enum ReponseTropVite
{
    Indisponible,
    Nok,
}

/// <summary>The dummy candidate of "Tester connecteur": acknowledged, never kept.</summary>
public sealed record CandidatTest(int CodeCandidat, string Nom, string Prenom, string DateNaissance);

public sealed record ParcoursupOptions
{
    public IReadOnlyList<EtablissementParcoursup> Etablissements { get; init; } = [];

    public CandidatTest? CandidatTest { get; init; }

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    public int Graine { get; init; } = 1;

    public ParcoursupSins Sins { get; init; } = new();

    public int AppelsSimultanesMax { get; init; } = 4;

    public ReponseTropVite TropVite { get; init; }

    /// <summary>Pushes in flight at a time.</summary>
    public int PousseesSimultanees { get; init; } = 16;

    /// <summary>How often one push is attempted; 1: what is lost is never pushed again.</summary>
    public int TentativesPoussee { get; init; } = 1;

    /// <summary>How long an answer to a push is waited for.</summary>
    public TimeSpan DelaiPoussee { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan DelaiEntreTentatives { get; init; } = TimeSpan.FromMilliseconds(200);
}
