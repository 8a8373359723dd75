namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>The three kinds of certification codes that the Exposition API answers for; each belongs to a way of study.</summary>
public enum TypeCode
{
    /// <summary>Apprenticeship: <c>CFD:</c>, 8 characters, prefix optional.</summary>
    Cfd,

    /// <summary>School: <c>MEFSTAT11:</c>, 11 characters, prefix optional.</summary>
    Mef11,

    /// <summary>Higher education: <c>SISE:</c>, 7 characters, prefix mandatory.</summary>
    Sise,
}
