namespace Parcoursup.Gateway.Interop.Tests.Cases;

/// <summary>What the client must see.</summary>
internal enum Expectation
{
    Accepted,

    /// <summary>An authentication failure, in the client's own way of telling it.</summary>
    Refused,

    /// <summary>A fault whose code and text the client reads in its typed or native form.</summary>
    Fault,
}

/// <summary>One thing that every client does in every version.</summary>
/// <param name="Key">Short name in tests and fixtures.</param>
/// <param name="Title">Head of the column in the matrix.</param>
/// <param name="Number">Digit in the OPI number.</param>
/// <param name="Fill">Adds what the case is about to the individual.</param>
internal sealed record Case(string Key, string Title, int Number, Expectation Expectation, Action<Donnees> Fill)
{
    /// <summary>The dotted code of the fault.</summary>
    public string? Code { get; init; }

    /// <summary>Part of <c>lastErrorMsg</c>.</summary>
    public string? Message { get; init; }

    public static IReadOnlyList<Case> All { get; } =
    [
        new("accents", "accents, apostrophe", 1, Expectation.Accepted, d => d.AddIdentite().AddVoeux(1)),
        new("nil", "nil", 2, Expectation.Accepted, d => d.AddNils().AddVoeux(1)),
        new("voeux", "several wishes", 3, Expectation.Accepted, d => d.AddVersionFields().AddVoeux(3)),
        new("mot-de-passe", "wrong password", 4, Expectation.Refused, d => d.AddVoeux(1)),
        new("vet-en-double", "same VET twice", 5, Expectation.Fault, d => d.AddVoeux(1).RepeatVoeu())
        {
            Code = "technical.parameter.duplicateinput.voeux", Message = "Le vœu n° 2 répète la VET",
        },
        new("decision-x", "codDecVeu=X", 6, Expectation.Fault, d => d.AddVoeux(2).Set("voeux.item[1].codDecVeu", "X"))
        {
            Code = "technical.parameter.noncoherentinput.codDecVeu", Message = "codDecVeu du vœu n° 2 doit être F (favorable)",
        },
    ];

    public static Case Of(string key) => All.Single(c => c.Key == key);
}
