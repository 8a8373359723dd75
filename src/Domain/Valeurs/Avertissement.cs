namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// What is doubtful in a value that is sent, or why it is not (rule K1), in French; it shows the value, its place and, where there is
/// one, the form that would be right.
/// </summary>
public sealed record Avertissement(string Champ, string Message)
{
    /// <summary>The value that a nomenclature has no code for; null where it is about something else.</summary>
    public ValeurSansCode? SansCode { get; init; }

    public override string ToString() => $"{Champ} : {Message}";
}

/// <summary>A value as it came, and the nomenclature that does not know it.</summary>
public sealed record ValeurSansCode(string Table, string Valeur);

/// <summary>A value judged: what of it is used, and what is to be told of it.</summary>
/// <param name="Valeur">Null: nothing of it can be used.</param>
/// <param name="Doute">In French, without the field's name; null when there is nothing to say.</param>
public readonly record struct Jugement(string? Valeur, string? Doute = null)
{
    /// <summary>The next judgement over this value; the doubts of both are told.</summary>
    public Jugement Puis(Func<string, Jugement> next)
    {
        if (Valeur is null) return this;
        var then = next(Valeur);
        return then.Doute is null ? this with { Valeur = then.Valeur }
            : new Jugement(then.Valeur, Doute is null ? then.Doute : $"{Doute} {then.Doute}");
    }
}
